package io.weir.rules;

import io.weir.rules.event.EventStore;
import io.weir.rules.oncall.OnCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long resolved events and finished notifications are kept. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int DELETED_AT_ONCE = 1000;

    private final EventStore events;
    private final OnCall onCall;
    private final Duration kept;
    private final Clock clock;

    Retention(EventStore events, OnCall onCall, Duration kept, Clock clock) {
        this.events = events;
        this.onCall = onCall;
        this.kept = kept;
        this.clock = clock;
    }

    /** Deletes what is older, some at a time so that nobody waits for the database, until all is gone or {@code closed}. */
    void forgetOld(BooleanSupplier closed) {
        try {
            Instant before = clock.instant().minus(kept);
            int deleted;
            do {
                deleted = Math.max(
                        events.deleteResolvedBefore(before, DELETED_AT_ONCE),
                        onCall.deleteDoneBefore(before, DELETED_AT_ONCE));
            } while (deleted == DELETED_AT_ONCE && !closed.getAsBoolean());
        } catch (RuntimeException e) {
            LOG.warn("Old events could not be deleted; tried again in an hour", e);
        }
    }
}
