package io.weir.rules.event;

/** Where an event is in its life. */
public enum EventState {
    /** The condition holds, but not yet for as long as the rule asks. */
    PENDING,
    FIRING,
    /** Over; an event that is a record (an exit) is resolved when it is told. */
    RESOLVED
}
