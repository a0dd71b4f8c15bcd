package io.weir.collector.scrape;

import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when a target goes down and comes up. One that does so again and again is called flapping, once, and is then left out of the log until it
 * has been steady for an hour; the series {@code up} has every change. Not thread-safe.
 */
final class HealthLog {
    private static final Logger log = LoggerFactory.getLogger(HealthLog.class);
    private static final Duration STEADY = Duration.ofHours(1);
    private static final int MOST_TURNS = 6;

    private Instant lastTurn = Instant.MIN;
    private int turns;

    void scraped(Health before, TargetStatus now, Instant at) {
        boolean up = now.health() == Health.UP;
        if (before == now.health() || before == Health.UNKNOWN && up) {
            return;
        }
        turns = Duration.between(lastTurn, at).abs().compareTo(STEADY) > 0 ? 1 : Math.min(turns + 1, MOST_TURNS + 1);
        lastTurn = at;
        if (turns > MOST_TURNS) {
            return;
        }
        if (turns == MOST_TURNS) {
            log.warn(
                    "target {} flaps: it goes down and comes up again and again, the last time for: {}; nothing more is said of"
                            + " it until it has been steady for an hour",
                    now.target().url(),
                    now.lastError());
        } else if (up) {
            log.info("target {} is up again", now.target().url());
        } else {
            log.warn("target {} is down: {}", now.target().url(), now.lastError());
        }
    }

    /** True while changes are left out. */
    boolean flaps(Instant at) {
        return turns >= MOST_TURNS && Duration.between(lastTurn, at).abs().compareTo(STEADY) <= 0;
    }
}
