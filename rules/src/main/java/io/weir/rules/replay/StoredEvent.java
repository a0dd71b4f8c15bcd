package io.weir.rules.replay;

import io.weir.rules.event.Subject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of the store, held against a replay.
 *
 * @param acknowledged whether a person acknowledged it
 * @param marked whether it is one of those that a suggestion has to catch
 * @param caught whether the replayed rule fired on its subject meanwhile
 * @param lead how much earlier that fired than this event, negative when later; null when it is not caught
 */
public record StoredEvent(
        String id,
        String rule,
        Subject subject,
        String summary,
        Instant startsAt,
        Instant firedAt,
        @Nullable Instant resolvedAt,
        boolean acknowledged,
        boolean marked,
        boolean caught,
        @Nullable Duration lead) {
    /** Names its subject for a person. */
    public String subjectName() {
        return Subjects.name(subject);
    }
}
