package io.weir.collector.target;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A target and how its scrapes go.
 *
 * @param lastScrape null before the first
 * @param lastError null after a good scrape, unless that left series out for the target's limits
 * @param lastSamples how many samples the last good page held
 */
public record TargetStatus(
        Target target,
        Health health,
        @Nullable Instant lastScrape,
        Duration lastDuration,
        int lastSamples,
        @Nullable String lastError) {
    /** Prometheus' three words. */
    public enum Health {
        UP,
        DOWN,
        UNKNOWN
    }
}
