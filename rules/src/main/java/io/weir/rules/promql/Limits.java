package io.weir.rules.promql;

import java.time.Duration;

/**
 * What one query may cost.
 *
 * @param points steps of a range query, as in Prometheus
 * @param samples samples read plus values computed
 * @param deadline from the start of the evaluation
 */
public record Limits(int points, long samples, Duration deadline) {
    /** Prometheus' limits, but a shorter deadline: 11,000 points, 50 million samples, 30 s. */
    public static final Limits DEFAULT = new Limits(11_000, 50_000_000, Duration.ofSeconds(30));

    public Limits {
        if (points < 1 || samples < 1 || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("limits must be positive, got " + points + " points, " + samples
                    + " samples, deadline " + deadline);
        }
    }
}
