package io.weir.rules.notify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver was sent about a group of events.
 *
 * @param nextAttemptAt null unless it waits for a retry
 * @param lastError null unless the last attempt failed
 */
public record Notification(
        String id,
        String receiver,
        State state,
        List<String> eventIds,
        String summary,
        Instant createdAt,
        @Nullable Instant sentAt,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastError) {
    /** How far it got. */
    public enum State {
        PENDING,
        SENT,
        /** Given up; it can be seen and sent again. */
        DEAD
    }

    public Notification {
        eventIds = List.copyOf(eventIds);
    }

    /** This one, taken by its receiver. */
    Notification sent(int attempt, Instant at) {
        return new Notification(id, receiver, State.SENT, eventIds, summary, createdAt, at, attempt, null, null);
    }

    /** This one, to be tried again. */
    Notification waiting(int attempt, Instant next, String error) {
        return new Notification(id, receiver, State.PENDING, eventIds, summary, createdAt, null, attempt, next, error);
    }

    /** This one, given up. */
    Notification dead(int attempt, String error) {
        return new Notification(id, receiver, State.DEAD, eventIds, summary, createdAt, null, attempt, null, error);
    }
}
