package io.weir.collector.discovery.file;

import io.weir.collector.target.ScrapeJob;
import io.weir.collector.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a target file says: a list of groups, each with {@code targets} and, if it likes, {@code labels}. */
final class TargetFile {
    private static final String EXAMPLE = "[{\"targets\": [\"10.0.0.1:9249\"], \"labels\": {\"cluster\": \"prod\"}}]";

    private TargetFile() {}

    /** Every target of a file, or the first fault. */
    static List<Target> read(String fileName, String text, ScrapeJob job) throws FileFault {
        FileNode root = FileDocument.read(fileName, text);
        if (root == null || root instanceof FileNode.Text empty && empty.value().isEmpty()) {
            throw new FileFault(1, "is empty; write [] for no targets, or for example " + EXAMPLE);
        }
        List<Target> targets = new ArrayList<>();
        for (FileNode group : items(root, "the file must hold a list of groups, such as " + EXAMPLE)) {
            readGroup(group, job, targets);
        }
        return targets;
    }

    private static void readGroup(FileNode node, ScrapeJob job, List<Target> into) throws FileFault {
        if (!(node instanceof FileNode.Fields group)) {
            throw new FileFault(node.line(), "a group must hold targets and labels, such as " + EXAMPLE);
        }
        List<FileNode> addresses = List.of();
        Map<String, String> labels = new LinkedHashMap<>();
        boolean listed = false;
        for (FileNode.Field field : group.fields()) {
            if (field.key().equals("targets")) {
                addresses = items(field.value(), "targets must be a list of host:port");
                listed = true;
            } else if (field.key().equals("labels")) {
                readLabels(field.value(), labels);
            } else {
                throw new FileFault(
                        field.line(), "unknown key \"" + field.key() + "\"; a group has targets and labels");
            }
        }
        if (!listed) {
            throw new FileFault(group.line(), "the group has no targets; write targets: [host:port]");
        }
        for (FileNode address : addresses) {
            String place = text(address, "a target must be a text, host:port");
            try {
                into.add(job.target(place, labels));
            } catch (IllegalArgumentException e) {
                throw new FileFault(address.line(), "target " + place + ": " + e.getMessage());
            }
        }
    }

    private static void readLabels(FileNode node, Map<String, String> into) throws FileFault {
        if (!(node instanceof FileNode.Fields fields)) {
            throw new FileFault(node.line(), "labels must hold names and values");
        }
        for (FileNode.Field field : fields.fields()) {
            String value = text(field.value(), "the value of label \"" + field.key() + "\" must be a text; quote it");
            if (into.put(field.key(), value) != null) {
                throw new FileFault(field.line(), "label \"" + field.key() + "\" is written twice; keep one");
            }
        }
    }

    private static List<FileNode> items(@Nullable FileNode node, String otherwise) throws FileFault {
        if (node instanceof FileNode.Items list) {
            return list.items();
        }
        throw new FileFault(node == null ? 1 : node.line(), otherwise);
    }

    private static String text(FileNode node, String otherwise) throws FileFault {
        if (node instanceof FileNode.Text text && text.string()) {
            return text.value();
        }
        throw new FileFault(node.line(), otherwise);
    }
}
