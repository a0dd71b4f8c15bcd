package io.weir.collector.metric;

/**
 * One value of one series.
 *
 * @param timestampMs milliseconds since the epoch
 * @param value the value; {@link #STALE} marks the end of a series
 */
public record Sample(long timestampMs, double value) {
    private static final long STALE_BITS = 0x7ff0000000000002L;

    /**
     * Prometheus' stale marker, a NaN of its own bits: "the series ended here". See <a
     * href="https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness">staleness</a>.
     */
    public static final double STALE = Double.longBitsToDouble(STALE_BITS);

    /** True for the stale marker only, not for other NaNs. */
    public static boolean isStale(double value) {
        return Double.doubleToRawLongBits(value) == STALE_BITS;
    }
}
