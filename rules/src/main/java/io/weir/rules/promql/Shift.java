package io.weir.rules.promql;

import org.jspecify.annotations.Nullable;

/**
 * What moves a selector in time: {@code @ 1609746000 offset 5m}. See <a
 * href="https://prometheus.io/docs/prometheus/2.42/querying/basics/#modifiers">modifiers</a>.
 *
 * @param offsetMs how far back; negative looks ahead
 * @param anchor the time that {@code @} sets, or null to follow the evaluation
 */
record Shift(long offsetMs, @Nullable Anchor anchor) {
    static final Shift NONE = new Shift(0, null);

    /**
     * What {@code @} names.
     *
     * @param timestampMs milliseconds since the epoch; meant only for {@link Kind#AT}
     */
    record Anchor(Kind kind, long timestampMs) {
        /** A fixed time, or an end of the query. */
        enum Kind {
            AT,
            START,
            END
        }
    }

    /** A query's start and end as asked for; its last step may be before the end. */
    record Bounds(long startMs, long endMs) {}

    /** The time to look at when the evaluation is at {@code atMs} of a query over {@code query}. */
    long apply(long atMs, Bounds query) {
        return (anchor == null ? atMs : anchored(anchor, query)) - offsetMs;
    }

    private static long anchored(Anchor anchor, Bounds query) {
        return switch (anchor.kind()) {
            case AT -> anchor.timestampMs();
            case START -> query.startMs();
            case END -> query.endMs();
        };
    }
}
