package io.weir.rules.replay;

import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which a rule would have fired on a subject.
 *
 * @param fingerprint as of the event that it would have been
 * @param summary what the event would have said last
 * @param value the greatest number that it gave; NaN when there is none
 * @param startsAt when the condition began
 * @param firedAt when it fired
 * @param endedAt null when it still fires at the end of the range
 */
public record Firing(
        String fingerprint,
        Subject subject,
        String summary,
        double value,
        Instant startsAt,
        Instant firedAt,
        @Nullable Instant endedAt) {
    static Firing of(Event event, Instant firedAt) {
        return new Firing(
                event.fingerprint(),
                event.subject(),
                event.summary(),
                event.value(),
                event.startsAt(),
                firedAt,
                event.resolvedAt());
    }

    /** This, as a later change of the same event has it. */
    Firing then(Event event) {
        double most = Double.isNaN(value) || event.value() > value ? event.value() : value;
        return new Firing(fingerprint, event.subject(), event.summary(), most, startsAt, firedAt, event.resolvedAt());
    }

    /** When it ended, or the end of the range. */
    public Instant until(Instant end) {
        return endedAt == null || endedAt.isAfter(end) ? end : endedAt;
    }

    /** Names its subject for a person. */
    public String subjectName() {
        return Subjects.name(subject);
    }

    /** How long it fired within a range. */
    public Duration within(Instant from, Instant to) {
        Instant begin = firedAt.isBefore(from) ? from : firedAt;
        Instant end = until(to);
        return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
    }
}
