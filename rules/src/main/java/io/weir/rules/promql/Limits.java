package io.weir.rules.promql;

import java.time.Duration;

/**
 * What queries may cost.
 *
 * @param points steps of a range query, as in Prometheus
 * @param samples samples that one query reads plus values that it computes
 * @param series series that all selectors of one query read
 * @param deadline from when a query is asked, waiting for its turn included
 * @param concurrency how many queries run at once; the others wait
 */
public record Limits(int points, long samples, int series, Duration deadline, int concurrency) {
    /** Prometheus' limits, but a shorter deadline. */
    public static final Limits DEFAULT = new Limits(11_000, 50_000_000, 200_000, Duration.ofSeconds(30), 4);

    /** A sample is a time and a value; about one in two is a value alone. With room for the collector to fall behind. */
    private static final int BYTES_PER_SAMPLE = 32;

    public Limits {
        if (points < 1 || samples < 1 || series < 1 || concurrency < 1 || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("limits must be positive, got " + points + " points, " + samples
                    + " samples, " + series + " series, deadline " + deadline + ", concurrency " + concurrency);
        }
    }

    /**
     * The default limits, with fewer samples where the heap is small: all queries that run at once, each at its limit, must
     * not exhaust it.
     */
    public static Limits of(long maxHeapBytes, int processors) {
        int concurrency = Math.max(2, processors);
        long affordable = Math.max(1, maxHeapBytes / BYTES_PER_SAMPLE / concurrency);
        return new Limits(
                DEFAULT.points, Math.min(DEFAULT.samples, affordable), DEFAULT.series, DEFAULT.deadline, concurrency);
    }
}
