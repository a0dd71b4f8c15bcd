package io.weir.rules.notify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver was sent about a group of events.
 *
 * @param id what every attempt carries, so that the other side can drop what it has
 * @param channel which of the receiver's channels: its kind and its place among them, such as {@code webhook-0}
 * @param nextAttemptAt null unless it waits for a retry
 * @param lastError null unless the last attempt failed
 */
public record Notification(
        String id,
        String receiver,
        String channel,
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
        DEAD,
        /** Not sent on its own: a digest tells what it says. */
        DIGESTED,
        /** Not sent, because something that was decided while it waited made it needless. */
        DROPPED
    }

    public Notification {
        eventIds = List.copyOf(eventIds);
    }

    /** This one, taken by its receiver. */
    Notification sent(int attempt, Instant at) {
        return with(State.SENT, at, attempt, null, null);
    }

    /** This one, to be tried again. */
    Notification waiting(int attempt, Instant next, String error) {
        return with(State.PENDING, null, attempt, next, error);
    }

    /** This one, given up. */
    Notification dead(int attempt, String error) {
        return with(State.DEAD, null, attempt, null, error);
    }

    /** This one, told by a digest. */
    Notification digested() {
        return with(State.DIGESTED, null, attempts, null, null);
    }

    /** This one, needless now. */
    Notification dropped(String because) {
        return with(State.DROPPED, null, attempts, null, because);
    }

    /** This one, of fewer events. */
    Notification about(List<String> newEventIds, String newSummary) {
        return new Notification(
                id,
                receiver,
                channel,
                state,
                newEventIds,
                newSummary,
                createdAt,
                sentAt,
                attempts,
                nextAttemptAt,
                lastError);
    }

    private Notification with(
            State newState, @Nullable Instant at, int attempt, @Nullable Instant next, @Nullable String error) {
        return new Notification(
                id, receiver, channel, newState, eventIds, summary, createdAt, at, attempt, next, error);
    }
}
