package io.weir.diagnosis.standing;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One version of a standing query.
 *
 * @param name the value of the label {@code query}: a letter, then letters, digits, underscores and dashes
 * @param version 1 and up
 * @param query in the language of log searches; null when the query was taken away
 * @param description for people; may be empty
 * @param changedBy who
 */
public record StandingQuery(
        String name, long version, @Nullable String query, String description, String changedBy, Instant changedAt) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final int LONGEST_DESCRIPTION = 1_000;

    public StandingQuery {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: \"" + name
                    + "\" is no name of a standing query; write a letter and then at most 63 letters, digits, _ or -");
        }
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException("description: write at most " + LONGEST_DESCRIPTION + " characters");
        }
    }
}
