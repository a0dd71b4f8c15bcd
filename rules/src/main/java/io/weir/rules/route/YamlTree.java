package io.weir.rules.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.function.UnaryOperator;
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

/**
 * YAML as a tree whose values are the texts that were written, so that {@code 09:00} and {@code on} stay what they are, with the lines they are at.
 */
public final class YamlTree {
    /** An alias may name an alias of an alias: the tree is as large as what it stands for. */
    private static final int MOST_NODES = 200_000;

    private final @Nullable Node root;
    private final UnaryOperator<String> values;
    private int nodes;

    private YamlTree(@Nullable Node root, UnaryOperator<String> values) {
        this.root = root;
        this.values = values;
    }

    /**
     * Reads one document.
     *
     * @throws IllegalArgumentException saying where it is no YAML
     */
    public static YamlTree parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(32 << 20);
        options.setMaxAliasesForCollections(1000);
        try {
            Yaml yaml = new Yaml(options);
            return new YamlTree(yaml.compose(new StringReader(text)), UnaryOperator.identity());
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new IllegalArgumentException("line " + line + " is no YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("this is no YAML: " + e.getMessage(), e);
        }
    }

    /** The tree of a node, each of its values changed by {@code values}. */
    public static YamlTree of(Node root, UnaryOperator<String> values) {
        return new YamlTree(root, values);
    }

    /**
     * As JSON; values are texts or null.
     *
     * @throws IllegalArgumentException when it is too large or has a key twice
     */
    public JsonNode json() {
        nodes = 0;
        return root == null ? JsonNodeFactory.instance.nullNode() : json(root);
    }

    private JsonNode json(Node node) {
        if (++nodes > MOST_NODES) {
            throw new IllegalArgumentException("more than " + MOST_NODES + " values are too many");
        }
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (node instanceof MappingNode mapping) {
            ObjectNode object = factory.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = key(tuple);
                if (object.has(key)) {
                    throw new IllegalArgumentException("line " + line(tuple.getKeyNode()) + ": the key \"" + key
                            + "\" is there twice; write it once");
                }
                object.set(key, json(tuple.getValueNode()));
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = factory.arrayNode();
            sequence.getValue().forEach(item -> array.add(json(item)));
            return array;
        }
        return node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)
                ? factory.textNode(values.apply(scalar.getValue()))
                : factory.nullNode();
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The line of a place such as {@code route.routes[1].group_by}, or of the nearest one above it that is there. */
    public int line(String place) {
        Node at = root;
        int line = at == null ? 1 : line(at);
        for (String step : place.replace("[", ".[").split("\\.")) {
            if (step.isEmpty()) {
                continue;
            }
            if (at instanceof SequenceNode sequence && step.matches("\\[\\d+]")) {
                int index = Integer.parseInt(step.substring(1, step.length() - 1));
                if (index >= sequence.getValue().size()) {
                    return line;
                }
                at = sequence.getValue().get(index);
                line = line(at);
            } else if (at instanceof MappingNode mapping) {
                NodeTuple found = null;
                for (NodeTuple tuple : mapping.getValue()) {
                    found = key(tuple).equals(step) ? tuple : found;
                }
                if (found == null) {
                    return line;
                }
                at = found.getValueNode();
                line = line(found.getKeyNode());
            }
        }
        return line;
    }
}
