package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import io.weir.rules.route.YamlTree;
import io.weir.web.app.config.Faults.FaultyRecordException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Binds YAML nodes, which know their lines, to settings records. A fault is noted and binding goes on, so that one run
 * finds all of them; null stands for "already noted".
 */
final class Binder {
    private final Problems problems;
    private final Scalars scalars;

    Binder(Path folder, Problems problems, Variables variables) {
        this.problems = problems;
        this.scalars = new Scalars(folder, variables);
    }

    /** Binds a whole document; an empty one means every default. */
    <T extends Record> @Nullable T bind(@Nullable Node root, Class<T> type) {
        return type.cast(record(root, "", type, null));
    }

    private @Nullable Object record(@Nullable Node node, String path, Class<?> type, @Nullable Mark parent) {
        Map<String, NodeTuple> written = new LinkedHashMap<>();
        if (node != null && !node.getTag().equals(Tag.NULL)) {
            if (!(node instanceof MappingNode mapping)) {
                problems.add(
                        node.getStartMark(),
                        where(path) + "must hold keys and values, such as "
                                + Keys.of(type).get(0) + ": ...");
                return null;
            }
            mapping.getValue().forEach(tuple -> written.put(text(tuple.getKeyNode()), tuple));
        }
        refuseUnknown(written, path, type);
        int before = problems.count();
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(components[i], written, path, node == null ? parent : node.getStartMark());
        }
        return problems.count() > before
                ? null
                : create(type, values, written, node == null ? parent : node.getStartMark());
    }

    private void refuseUnknown(Map<String, NodeTuple> written, String path, Class<?> type) {
        List<String> known = Keys.of(type);
        written.forEach((key, tuple) -> {
            if (!known.contains(key)) {
                String instead = NearestKey.of(key, known)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElseGet(() -> "known here: " + String.join(", ", known));
                problems.add(tuple.getKeyNode().getStartMark(), "unknown key \"" + path + key + "\"; " + instead);
            }
        });
    }

    private @Nullable Object component(
            RecordComponent component, Map<String, NodeTuple> written, String path, @Nullable Mark mark) {
        Setting setting = component.getAnnotation(Setting.class);
        String key = Keys.of(component);
        NodeTuple tuple = written.get(key);
        NodeTuple file = component.getType() == SecretText.class ? written.get(key + Keys.FILE) : null;
        if (tuple != null && file != null) {
            problems.add(
                    file.getKeyNode().getStartMark(),
                    "both " + path + key + " and " + path + key + Keys.FILE + " are written; keep one");
            return null;
        }
        if (file != null) {
            return scalar(file.getValueNode(), path + key + Keys.FILE, text -> scalars.secretFile(text));
        }
        if (tuple != null && !tuple.getValueNode().getTag().equals(Tag.NULL)) {
            return value(tuple.getValueNode(), path + key, component.getGenericType());
        }
        if (setting.required()) {
            int line = mark == null ? 1 : mark.getLine() + 1;
            String also = component.getType() == SecretText.class ? " or " + key + Keys.FILE : "";
            problems.add(
                    line, where(path) + key + also + " is missing; write " + key + ": ...  (" + setting.help() + ")");
            return null;
        }
        if (!setting.defaultsTo().isEmpty()) {
            return scalars.parse(setting.defaultsTo(), component.getType());
        }
        if (component.getType().isRecord() && !Keys.isNullable(component)) {
            return record(null, path + key + ".", component.getType(), mark);
        }
        return component.getType() == List.class ? List.of() : component.getType() == Map.class ? Map.of() : null;
    }

    private @Nullable Object value(Node node, String path, Type type) {
        if (type == YamlTree.class) {
            return tree(node, path);
        }
        if (type instanceof Class<?> single) {
            return single.isRecord() && single != ByteSize.class
                    ? record(node, path + ".", single, node.getStartMark())
                    : scalar(node, path, text -> scalars.parse(text, single));
        }
        ParameterizedType generic = (ParameterizedType) type;
        Type[] arguments = generic.getActualTypeArguments();
        return generic.getRawType() == List.class ? list(node, path, arguments[0]) : map(node, path, arguments[1]);
    }

    private @Nullable Object tree(Node node, String path) {
        try {
            YamlTree tree = YamlTree.of(node, scalars::fill);
            var unused = tree.json();
            return tree;
        } catch (IllegalArgumentException e) {
            problems.add(node.getStartMark(), path + ": " + e.getMessage());
            return null;
        }
    }

    private @Nullable Object list(Node node, String path, Type element) {
        if (!(node instanceof SequenceNode sequence)) {
            problems.add(node.getStartMark(), path + " must be a list; write [...], or one line with a dash for each");
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (Node child : sequence.getValue()) {
            Object value = value(child, path + "[" + values.size() + "]", element);
            values.add(value == null ? "" : value);
        }
        return values;
    }

    private @Nullable Object map(Node node, String path, Type element) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node.getStartMark(), path + " must hold keys and values");
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            Object value = value(tuple.getValueNode(), path + "." + key, element);
            values.put(key, value == null ? "" : value);
        }
        return values;
    }

    private interface Reading {
        Object read(String text);
    }

    private @Nullable Object scalar(Node node, String path, Reading reading) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(node.getStartMark(), path + " must be a single value");
            return null;
        }
        try {
            return reading.read(scalars.fill(scalar.getValue()));
        } catch (IllegalArgumentException e) {
            problems.add(node.getStartMark(), path + ": " + e.getMessage());
            return null;
        }
    }

    private @Nullable Object create(
            Class<?> type, @Nullable Object[] values, Map<String, NodeTuple> written, @Nullable Mark mark) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof FaultyRecordException faulty)) {
                throw new IllegalStateException("cannot make " + type.getSimpleName(), e);
            }
            for (Faults.Fault fault : faulty.faults()) {
                problems.add(line(fault.key(), written, mark), fault.message());
            }
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type.getSimpleName(), e);
        }
    }

    /** The line of a key, or of a place below it such as {@code route.routes[1].group_by}. */
    private static int line(String place, Map<String, NodeTuple> written, @Nullable Mark mark) {
        String key = place.replaceFirst("[.\\[].*", "");
        NodeTuple tuple = written.getOrDefault(key, written.get(key + Keys.FILE));
        if (tuple == null) {
            return mark == null ? 1 : mark.getLine() + 1;
        }
        return place.equals(key)
                ? tuple.getKeyNode().getStartMark().getLine() + 1
                : YamlTree.of(tuple.getValueNode(), scalar -> scalar).line(place.substring(key.length()));
    }

    private static String text(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : key.toString();
    }

    private static String where(String path) {
        return path.isEmpty() ? "" : path.substring(0, path.length() - 1) + ": ";
    }
}
