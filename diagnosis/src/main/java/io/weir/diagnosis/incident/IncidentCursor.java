package io.weir.diagnosis.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page ended. */
record IncidentCursor(Instant since, String id) {
    static @Nullable IncidentCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int dash = text.indexOf('-');
        try {
            return new IncidentCursor(
                    Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(0, dash)))),
                    text.substring(dash + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "cursor: no page gave \"" + text + "\"; leave it out for the first page", e);
        }
    }

    static IncidentQuery.Page page(List<Incident> found, int limit) {
        if (found.size() <= limit) {
            return new IncidentQuery.Page(List.copyOf(found), null);
        }
        List<Incident> page = List.copyOf(found.subList(0, limit));
        Incident last = page.get(limit - 1);
        return new IncidentQuery.Page(page, last.since().toEpochMilli() + "-" + last.id());
    }

    boolean isBefore(Incident incident) {
        int order = incident.since().compareTo(since);
        return order < 0 || order == 0 && incident.id().compareTo(id) < 0;
    }
}
