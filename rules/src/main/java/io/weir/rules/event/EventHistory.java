package io.weir.rules.event;

import java.time.Instant;

/**
 * One change of an event, as it is remembered.
 *
 * @param by who made the change: a person's name, or empty when a rule did
 * @param text the summary at that time, why it was resolved, a note, or the assignee
 */
public record EventHistory(String eventId, Instant at, Kind kind, String by, String text) {
    /** What changed. */
    public enum Kind {
        FIRED,
        /** It said something new. */
        UPDATED,
        /** It comes and goes, and stays until it is calm. */
        FLAPPING,
        RESOLVED,
        ACKNOWLEDGED,
        UNACKNOWLEDGED,
        ASSIGNED,
        UNASSIGNED
    }
}
