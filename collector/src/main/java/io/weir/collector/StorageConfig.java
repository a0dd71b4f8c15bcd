package io.weir.collector;

import io.weir.collector.history.HistoryConfig;

/**
 * How many series are kept, and how long beyond the head.
 *
 * @param maxSeries the most series in the head; more are refused and counted
 * @param newSeriesPerHour how many may be new in an hour, once {@code maxSeries} were; more are refused and counted
 * @param history what becomes of samples that leave the head
 */
public record StorageConfig(int maxSeries, int newSeriesPerHour, HistoryConfig history) {
    /** Half a million series, half as many new ones an hour, fifteen days of history. */
    public static final StorageConfig DEFAULTS = new StorageConfig(500_000, 250_000, HistoryConfig.DEFAULTS);

    public StorageConfig {
        if (maxSeries < 1 || newSeriesPerHour < 1) {
            throw new IllegalArgumentException(
                    "the limits of series must be positive, got " + maxSeries + " and " + newSeriesPerHour);
        }
    }
}
