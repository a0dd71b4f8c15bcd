package io.weir.diagnosis.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A search over log records.
 *
 * @param text words (all must be there), AND, OR, NOT or -, "phrases", parentheses, {@code level:ERROR}, {@code level:>=WARN},
 *     {@code process:taskmanager-1}, {@code cluster:}, {@code logger:}, {@code kind:}; a trailing * matches a prefix; empty
 *     means everything
 * @param from inclusive
 * @param to exclusive
 * @param cursor of the previous page, or null for the first
 * @param limit 1 to 5000
 * @param newestFirst the order
 */
public record LogQuery(
        String text, Instant from, Instant to, @Nullable String cursor, int limit, boolean newestFirst) {
    public LogQuery {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to, got " + from + " and " + to);
        }
        if (limit < 1 || limit > 5000) {
            throw new IllegalArgumentException("limit must be 1 to 5000, got " + limit);
        }
    }
}
