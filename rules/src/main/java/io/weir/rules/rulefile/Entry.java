package io.weir.rules.rulefile;

import io.weir.rules.promql.Durations;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A place in a YAML file, and how its text is read as what it should be. Reading something wrong adds a fault. */
final class Entry {
    private final Node node;
    private final Faults faults;

    private Entry(Node node, Faults faults) {
        this.node = node;
        this.faults = faults;
    }

    /** The first document of a text, or null when it is empty or no YAML. */
    static @Nullable Entry parse(String text, Faults faults) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(32 << 20);
        try {
            var documents = new Yaml(options).composeAll(new StringReader(text)).iterator();
            Node node = documents.hasNext() ? documents.next() : null;
            return node == null || isNull(node) ? null : new Entry(node, faults);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            int column = e.getProblemMark() == null ? 1 : e.getProblemMark().getColumn() + 1;
            faults.add(line, column, "is no YAML: " + e.getProblem() + "; check indentation, quotes and brackets");
        } catch (YAMLException e) {
            faults.add("is no YAML: " + e.getMessage());
        }
        return null;
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    int line() {
        return node.getStartMark().getLine() + 1;
    }

    int column() {
        return node.getStartMark().getColumn() + 1;
    }

    void fault(String fault) {
        faults.add(line(), column(), fault);
    }

    /** The fields of a mapping; unknown and doubled ones are faults, those without a value are left out. */
    Map<String, Entry> fields(String what, Set<String> known) {
        Map<String, Entry> fields = entries(what);
        fields.forEach((name, entry) -> {
            if (!known.contains(name)) {
                entry.fault("field \"" + name + "\" not found in " + what + "; there are "
                        + String.join(", ", new TreeSet<>(known)));
            }
        });
        fields.values().removeIf(Entry::isNothing);
        return fields;
    }

    private Map<String, Entry> entries(String what) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            fault("expected a mapping for " + what + ", got " + kind());
            return entries;
        }
        List<Entry> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Entry value = new Entry(tuple.getValueNode(), faults);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                value.fault("expected a name before the colon");
            } else if (key.getTag().equals(Tag.MERGE)) {
                merged.addAll(value.node instanceof SequenceNode ? value.list(what) : List.of(value));
            } else if (entries.put(key.getValue(), value) != null) {
                new Entry(key, faults).fault("mapping key \"" + key.getValue() + "\" already defined");
            }
        }
        // "<<: *anchor" gives what the anchor has and the mapping has not.
        for (Entry source : merged) {
            if (source.node != node) {
                source.entries(what).forEach(entries::putIfAbsent);
            }
        }
        return entries;
    }

    List<Entry> list(String what) {
        if (!(node instanceof SequenceNode sequence)) {
            fault("expected a list of " + what + ", got " + kind());
            return List.of();
        }
        List<Entry> list = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            list.add(new Entry(item, faults));
        }
        return list;
    }

    boolean isNothing() {
        return isNull(node);
    }

    String text(String what) {
        if (node instanceof ScalarNode scalar) {
            return isNull(node) ? "" : scalar.getValue();
        }
        fault("expected text for " + what + ", got " + kind());
        return "";
    }

    Duration duration(String what) {
        String text = text(what);
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            fault(what + ": not a valid duration string: " + e.getMessage());
            return Duration.ZERO;
        }
    }

    int integer(String what) {
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.INT)) {
            try {
                return Integer.decode(scalar.getValue().replace("_", ""));
            } catch (NumberFormatException e) {
                // Said below.
            }
        }
        fault("expected a whole number for " + what + ", got " + kind());
        return 0;
    }

    double number(String what) {
        if (node instanceof ScalarNode scalar
                && (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT))) {
            String text = scalar.getValue().replace("_", "");
            try {
                return switch (text.toLowerCase(Locale.ROOT)) {
                    case ".nan" -> Double.NaN;
                    case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
                    case "-.inf" -> Double.NEGATIVE_INFINITY;
                    default -> node.getTag().equals(Tag.INT) ? Long.decode(text) : Double.parseDouble(text);
                };
            } catch (NumberFormatException e) {
                // Said below.
            }
        }
        try {
            // YAML 1.1 as this library reads it takes 1e3 for text; Prometheus' does not.
            return Double.parseDouble(text(what));
        } catch (NumberFormatException e) {
            fault("expected a number for " + what + ", got " + kind());
            return 0;
        }
    }

    /** A mapping of texts; one without a value is the empty text. */
    Map<String, String> texts(String what) {
        Map<String, String> texts = new LinkedHashMap<>();
        entries(what).forEach((name, entry) -> texts.put(name, entry.text(what + " \"" + name + "\"")));
        return texts;
    }

    private String kind() {
        if (node instanceof ScalarNode scalar) {
            return isNull(node) ? "nothing" : "\"" + scalar.getValue() + "\"";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
