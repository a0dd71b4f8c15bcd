package io.weir.rules.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One firing of one rule on one subject.
 *
 * @param id unique to this firing
 * @param fingerprint the same for every firing of this rule on this subject, 16 hex digits
 * @param rule the rule's name, such as BackpressureSevere
 * @param summary one line for a person, in English, with the numbers that matter
 * @param labels what it is routed by
 * @param annotations longer texts: {@code description}, {@code advice}, {@code exception} ...; Chinese twins end in {@code _zh}
 * @param value the number that made it fire; NaN when there is none
 * @param startsAt when the condition began
 * @param firedAt null while pending
 * @param resolvedAt null until resolved
 * @param resolvedBecause null until resolved; a short reason such as "condition over" or "rule removed"
 */
public record Event(
        String id,
        String fingerprint,
        String rule,
        Severity severity,
        EventState state,
        Subject subject,
        String summary,
        Map<String, String> labels,
        Map<String, String> annotations,
        double value,
        Instant startsAt,
        @Nullable Instant firedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBecause) {
    public Event {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }
}
