package io.weir.rules.notify;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether rules are evaluated: what says that Weir is alive must not go on when only this half of it is. Without a first beat nothing is expected.
 * Thread-safe.
 */
final class Pulse {
    /** The least time that is waited for the next beat: a pause of the collector of garbage is no death. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private volatile @Nullable Instant expectedBefore;

    /** Rules were evaluated, and will be again within {@code interval}. */
    void beat(Instant now, Duration interval) {
        Duration four = interval.multipliedBy(4);
        expectedBefore = now.plus(four.compareTo(PATIENCE) > 0 ? four : PATIENCE);
    }

    /** Whether a beat is overdue. */
    boolean isLost(Instant now) {
        Instant before = expectedBefore;
        return before != null && now.isAfter(before);
    }
}
