package io.weir.rules.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a receiver is told.
 *
 * @param heartbeat how often it is told that Weir is alive, a minute at least; null for never
 * @param quietHours null when it hears of everything at any time
 */
public record ReceiverPolicy(
        @Nullable Duration heartbeat, @Nullable QuietHours quietHours) {
    /** At any time, and of events only. */
    public static final ReceiverPolicy USUAL = new ReceiverPolicy(null, null);

    public static final Duration LEAST_HEARTBEAT = Duration.ofMinutes(1);

    public ReceiverPolicy {
        if (heartbeat != null && heartbeat.compareTo(LEAST_HEARTBEAT) < 0) {
            throw new IllegalArgumentException("heartbeat must be a minute at least; write 1h");
        }
    }
}
