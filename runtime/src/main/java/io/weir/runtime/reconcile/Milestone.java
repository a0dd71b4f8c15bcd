package io.weir.runtime.reconcile;

/** Where a loop can be cut short. Tests kill Weir at each of them; nobody else listens. */
public enum Milestone {
    START_WRITTEN,
    START_DONE,
    START_SEEN,
    SAVEPOINT_WRITTEN,
    SAVEPOINT_ASKED,
    SAVEPOINT_MADE,
    STOP_WRITTEN,
    STOP_ASKED,
    STOP_MADE,
    STOP_RECORDED,
    CANCEL_WRITTEN,
    CANCEL_ASKED,
    RELEASED
}
