package io.weir.collector.head;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How the head works.
 *
 * @param retention how long samples are kept; whole blocks are dropped, so some live a little longer
 * @param maxSeries how many series are accepted; more are refused and counted
 * @param newSeriesPerHour how many series may be new in an hour, once {@code maxSeries} were; more are refused and counted
 * @param heldFrom samples from this time on (milliseconds since the epoch) are kept though the retention is over, because somebody
 *     has yet to read them; called by the head's own thread now and then
 */
public record HeadConfig(Duration retention, int maxSeries, int newSeriesPerHour, LongSupplier heldFrom) {
    public HeadConfig {
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("head retention must be positive, got " + retention);
        }
        if (maxSeries < 1 || newSeriesPerHour < 1) {
            throw new IllegalArgumentException(
                    "the head's limits of series must be positive, got " + maxSeries + " and " + newSeriesPerHour);
        }
    }

    /** A head that keeps for a time and up to a number of series, with no other limit. */
    public static HeadConfig of(Duration retention, int maxSeries) {
        return new HeadConfig(retention, maxSeries, maxSeries, () -> Long.MAX_VALUE);
    }
}
