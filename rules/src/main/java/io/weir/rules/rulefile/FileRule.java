package io.weir.rules.rulefile;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A rule of a file. */
public sealed interface FileRule {
    /** The metric that it records, or the alert's name. */
    String name();

    /** PromQL. */
    String expression();

    /** Laid over the labels of what the expression gives. */
    Map<String, String> labels();

    /** Writes what its expression gives as samples of a new metric. */
    record Recording(String name, String expression, Map<String, String> labels) implements FileRule {
        public Recording {
            labels = sorted(labels);
        }
    }

    /**
     * Fires for each element that its expression gives.
     *
     * @param hold how long an element must be there before it fires, {@code for}
     * @param keepFiringFor how long it fires on when the element is gone
     * @param labels templates
     * @param annotations templates
     */
    record Alerting(
            String name,
            String expression,
            Duration hold,
            Duration keepFiringFor,
            Map<String, String> labels,
            Map<String, String> annotations)
            implements FileRule {
        public Alerting {
            labels = sorted(labels);
            annotations = sorted(annotations);
        }
    }

    private static Map<String, String> sorted(Map<String, String> map) {
        return java.util.Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
