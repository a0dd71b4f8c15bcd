package io.weir.diagnosis.index;

import java.util.List;

/**
 * How often the values of a field occur among the hits of a query.
 *
 * @param values the most frequent ones, most first
 * @param others hits with values that are not among those
 */
public record Facet(Field field, List<Count> values, long others) {
    public Facet {
        values = List.copyOf(values);
    }

    /** The fields that are counted. */
    public enum Field {
        LEVEL,
        CLUSTER,
        NAMESPACE,
        DEPLOYMENT,
        RUN,
        PROCESS,
        LOGGER,
        PATTERN
    }

    /** A value and its hits. */
    public record Count(String value, long count) {}
}
