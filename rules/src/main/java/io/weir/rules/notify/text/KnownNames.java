package io.weir.rules.notify.text;

import com.samskivert.mustache.Mustache;
import java.util.Set;
import java.util.TreeSet;

/** Refuses templates with names that no message has: a wrong name would be an empty place in the middle of the night. */
final class KnownNames implements Mustache.Visitor {
    /** What a template may say; docs/receivers.md tells of each. */
    static final Set<String> NAMES = Set.of(
            "id",
            "receiver",
            "status",
            "firing",
            "resolved",
            "state_text",
            "severity",
            "severity_text",
            "count",
            "firing_count",
            "resolved_count",
            "hidden",
            "note",
            "url",
            "acknowledge_url",
            "silence_url",
            "group_key",
            "group_labels",
            "common_labels",
            "links",
            "link",
            "words",
            "title",
            "text",
            "events",
            "name",
            "summary",
            "description",
            "advice",
            "cluster",
            "job",
            "job_id",
            "process",
            "vertex",
            "vertex_id",
            "where",
            "value",
            "since",
            "since_iso",
            "ended",
            "ended_iso",
            "duration",
            "resolved_because",
            "exception",
            "labels",
            "annotations",
            "value_text",
            "several",
            "event_title");

    /** Mustache's own names. */
    private static final Set<String> POSITIONS = Set.of("this", ".", "-first", "-last", "-index", "");

    @Override
    public void visitText(String text) {}

    @Override
    public void visitVariable(String name) {
        check(name);
    }

    @Override
    public boolean visitInclude(String name) {
        throw new IllegalArgumentException("a template cannot take in another: write what \"" + name + "\" holds");
    }

    @Override
    public boolean visitParent(String name) {
        return visitInclude(name);
    }

    @Override
    public boolean visitBlock(String name) {
        return visitInclude(name);
    }

    @Override
    public boolean visitSection(String name) {
        check(name);
        return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
        check(name);
        return true;
    }

    private static void check(String name) {
        int dot = name.indexOf('.');
        String first = dot <= 0 ? name : name.substring(0, dot);
        if (!NAMES.contains(first) && !POSITIONS.contains(first)) {
            throw new IllegalArgumentException(
                    "no message has \"" + name + "\"; there are " + String.join(", ", new TreeSet<>(NAMES)));
        }
    }
}
