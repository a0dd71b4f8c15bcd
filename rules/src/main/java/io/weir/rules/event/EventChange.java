package io.weir.rules.event;

/** What became of an event. */
public record EventChange(Event event, Kind kind) {
    /** How it changed. */
    public enum Kind {
        /** Its condition began to hold. */
        PENDING,
        FIRED,
        /** It says something new. */
        UPDATED,
        RESOLVED,
        /** It goes on, and is told once more; nothing of it changes. */
        REPEATED,
        /** A person acknowledged or assigned it, or took that back. */
        HANDLED,
        /** It was pending and its condition ceased to hold: it never was. */
        DROPPED
    }
}
