package io.weir.grafana.api;

import java.util.List;

/**
 * What a push did, or would do, to one thing.
 *
 * @param what such as {@code dashboard weir-fleet}
 * @param differences between what Grafana had and what it gets; empty unless it is changed
 */
public record Step(Kind kind, String what, List<String> differences) {
    /** What becomes of it. */
    public enum Kind {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    public Step {
        differences = List.copyOf(differences);
        if ((kind == Kind.CHANGED) == differences.isEmpty()) {
            throw new IllegalArgumentException(what + " is " + kind + " with " + differences.size() + " differences");
        }
    }
}
