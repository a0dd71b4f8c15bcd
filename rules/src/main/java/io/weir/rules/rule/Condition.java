package io.weir.rules.rule;

import io.weir.rules.event.Subject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that holds of a subject.
 *
 * @param value the number that says so; NaN when there is none
 * @param summary one line with the numbers that matter
 * @param description what it means
 * @param advice what to do
 * @param annotations further texts by name, such as {@code exception}
 * @param since when it began, where that is known better than by when it was first seen
 */
public record Condition(
        Subject subject,
        double value,
        Text summary,
        Text description,
        Text advice,
        Map<String, String> annotations,
        @Nullable Instant since) {
    public Condition {
        annotations = Map.copyOf(annotations);
    }
}
