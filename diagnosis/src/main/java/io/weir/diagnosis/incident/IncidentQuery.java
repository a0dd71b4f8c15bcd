package io.weir.diagnosis.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents are asked for; null means any. Those that were merged into others are left out.
 *
 * @param cluster one of whose events is on it
 * @param jobId one of whose events is of it
 * @param text found in a summary or a rule's name, ignoring case
 * @param from those that were not over before this
 * @param to those that began before this
 * @param cursor of the previous page, null for the first
 * @param limit 1 to 500
 */
public record IncidentQuery(
        @Nullable IncidentState state,
        @Nullable String cluster,
        @Nullable String jobId,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String cursor,
        int limit) {
    public IncidentQuery {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit must be 1 to 500, got " + limit);
        }
    }

    /** Incidents, the one that began last first. */
    public record Page(
            java.util.List<Incident> incidents, @Nullable String nextCursor) {}
}
