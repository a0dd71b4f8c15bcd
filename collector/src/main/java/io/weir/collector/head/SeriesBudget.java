package io.weir.collector.head;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How many series may be new: a bucket that holds a whole head at the start, so that a start is not slowed, and fills at a steady
 * rate, so that labels that change with each page cannot turn the head over for ever. Not thread-safe.
 */
final class SeriesBudget {
    private static final double MS_PER_HOUR = 3_600_000;

    private final int maxSeries;
    private final int perHour;
    private final Clock clock;
    private double left;
    private long filledMs;

    SeriesBudget(int maxSeries, int perHour, Clock clock) {
        this.maxSeries = maxSeries;
        this.perHour = perHour;
        this.clock = clock;
        this.left = maxSeries;
        this.filledMs = clock.millis();
    }

    /** Why one series more is refused; null when it is accepted, and counted against the budget unless it was replayed. */
    HeadCounters.@Nullable Reason refuses(int known, boolean replayed) {
        if (known >= maxSeries) {
            return HeadCounters.Reason.SERIES_LIMIT;
        }
        if (replayed) {
            return null;
        }
        if (left < 1) {
            long now = clock.millis();
            left = Math.min(maxSeries, left + Math.max(0, now - filledMs) * perHour / MS_PER_HOUR);
            filledMs = now;
        }
        if (left < 1) {
            return HeadCounters.Reason.NEW_SERIES_LIMIT;
        }
        left--;
        return null;
    }
}
