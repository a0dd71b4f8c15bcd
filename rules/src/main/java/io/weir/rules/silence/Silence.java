package io.weir.rules.silence;

import io.weir.rules.route.Matchers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants to hear nothing of certain events for a while.
 *
 * @param id given by {@link Silences}
 * @param matchers events that they match are silenced
 * @param startsAt when it begins
 * @param endsAt when it ends; not included
 * @param updatedAt when it was last changed
 * @param createdBy who wanted it
 * @param comment why
 * @param untilResolved fingerprint of the event with whose end it ends too, even when {@code endsAt} is later; null when it goes by time alone
 */
public record Silence(
        String id,
        Matchers matchers,
        Instant startsAt,
        Instant endsAt,
        Instant updatedAt,
        String createdBy,
        String comment,
        @Nullable String untilResolved) {
    /** Where a silence is in its life. */
    public enum State {
        PENDING,
        ACTIVE,
        EXPIRED
    }

    public Silence {
        startsAt = startsAt.truncatedTo(ChronoUnit.MILLIS);
        endsAt = endsAt.truncatedTo(ChronoUnit.MILLIS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Its state at a moment; one that was taken back before it began is expired. */
    public State state(Instant now) {
        if (!endsAt.isAfter(now)) {
            return State.EXPIRED;
        }
        return startsAt.isAfter(now) ? State.PENDING : State.ACTIVE;
    }

    /** This one, over at {@code now}; one that had not begun never does. */
    Silence expired(Instant now) {
        Instant start = startsAt.isAfter(now) ? now : startsAt;
        return new Silence(id, matchers, start, now, now, createdBy, comment, untilResolved);
    }
}
