package io.weir.rules.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; null means any.
 *
 * @param jobName exact
 * @param text found in the rule's name, the summary or a label's value, ignoring case
 * @param from events that were not over before this
 * @param to events that began at or before this
 * @param acknowledged whether somebody acknowledged it
 * @param assignee exact
 * @param cursor of the previous page, or null for the first
 * @param limit 1 to 1000
 */
public record EventQuery(
        @Nullable EventState state,
        @Nullable Severity severity,
        @Nullable String rule,
        @Nullable String cluster,
        @Nullable String jobId,
        @Nullable String jobName,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Boolean acknowledged,
        @Nullable String assignee,
        @Nullable String cursor,
        int limit) {
    public EventQuery {
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit must be 1 to 1000, got " + limit);
        }
    }

    /** Events whoever handles them. */
    public EventQuery(
            @Nullable EventState state,
            @Nullable Severity severity,
            @Nullable String rule,
            @Nullable String cluster,
            @Nullable String jobId,
            @Nullable String jobName,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String cursor,
            int limit) {
        this(state, severity, rule, cluster, jobId, jobName, text, from, to, null, null, cursor, limit);
    }

    /** The newest events of any kind. */
    public static EventQuery newest(int limit) {
        return new EventQuery(null, null, null, null, null, null, null, null, null, null, limit);
    }
}
