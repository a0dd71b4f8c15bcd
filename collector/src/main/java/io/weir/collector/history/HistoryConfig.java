package io.weir.collector.history;

import java.time.Duration;

/**
 * Whether and how long samples are kept beyond the head.
 *
 * @param enabled when not, samples that leave the head are gone
 * @param retention how long; a day goes when all of it is older
 * @param maximumBytes the most disk; the oldest days go first, the newest never
 */
public record HistoryConfig(boolean enabled, Duration retention, long maximumBytes) {
    /** Fifteen days and ten gigabytes. */
    public static final HistoryConfig DEFAULTS = new HistoryConfig(true, Duration.ofDays(15), 10L << 30);

    /** No history. */
    public static final HistoryConfig NONE = new HistoryConfig(false, Duration.ofDays(1), 1);

    public HistoryConfig {
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("history retention must be positive, got " + retention);
        }
        if (maximumBytes < 1) {
            throw new IllegalArgumentException("the history's maximum size must be positive, got " + maximumBytes);
        }
    }
}
