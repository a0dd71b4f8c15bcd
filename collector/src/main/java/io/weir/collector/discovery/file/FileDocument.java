package io.weir.collector.discovery.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a document with its lines. JSON has a reader of its own, since YAML does not take the tabs that JSON may be indented with. */
final class FileDocument {
    private static final int MOST_DEPTH = 8;
    private static final int MOST_ALIASES = 50;

    private FileDocument() {}

    /** The document in a file of that name; null when it holds nothing. */
    static @Nullable FileNode read(String fileName, String text) throws FileFault {
        return fileName.toLowerCase(java.util.Locale.ROOT).endsWith(".json") ? json(text) : yaml(text);
    }

    private static @Nullable FileNode json(String text) throws FileFault {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                return null;
            }
            FileNode node = json(parser, 0);
            if (parser.nextToken() != null) {
                throw new FileFault(
                        parser.currentTokenLocation().getLineNr(), "there is more behind the end of the list");
            }
            return node;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new FileFault(at == null ? 1 : Math.max(1, at.getLineNr()), "is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new FileFault(1, "cannot be read: " + e);
        }
    }

    private static FileNode json(JsonParser parser, int depth) throws IOException, FileFault {
        int line = parser.currentTokenLocation().getLineNr();
        if (depth > MOST_DEPTH) {
            throw new FileFault(line, "lists and objects are nested deeper than target files are");
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<FileNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(json(parser, depth + 1));
            }
            return new FileNode.Items(line, List.copyOf(items));
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            List<FileNode.Field> fields = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                int at = parser.currentTokenLocation().getLineNr();
                String key = parser.currentName();
                parser.nextToken();
                fields.add(new FileNode.Field(at, key, json(parser, depth + 1)));
            }
            return new FileNode.Fields(line, List.copyOf(fields));
        }
        return new FileNode.Text(line, parser.getText(), parser.currentToken() == JsonToken.VALUE_STRING);
    }

    private static @Nullable FileNode yaml(String text) throws FileFault {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            return root == null ? null : yaml(root, 0);
        } catch (MarkedYAMLException e) {
            Mark at = e.getProblemMark();
            throw new FileFault(at == null ? 1 : at.getLine() + 1, "is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new FileFault(1, "is no YAML: " + e.getMessage());
        }
    }

    private static FileNode yaml(Node node, int depth) throws FileFault {
        int line = node.getStartMark().getLine() + 1;
        if (depth > MOST_DEPTH) {
            throw new FileFault(line, "lists and mappings are nested deeper than target files are");
        }
        if (node instanceof SequenceNode sequence) {
            List<FileNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(yaml(item, depth + 1));
            }
            return new FileNode.Items(line, List.copyOf(items));
        }
        if (node instanceof MappingNode mapping) {
            List<FileNode.Field> fields = new ArrayList<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw new FileFault(line, "a key is no single value");
                }
                fields.add(new FileNode.Field(
                        key.getStartMark().getLine() + 1, key.getValue(), yaml(tuple.getValueNode(), depth + 1)));
            }
            return new FileNode.Fields(line, List.copyOf(fields));
        }
        if (node instanceof ScalarNode scalar) {
            // YAML writes numbers and booleans without quotes, and Prometheus takes them as the text that they are.
            return new FileNode.Text(line, scalar.getValue(), true);
        }
        throw new FileFault(line, "holds something that is no list, mapping or value");
    }
}
