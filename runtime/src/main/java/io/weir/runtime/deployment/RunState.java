package io.weir.runtime.deployment;

/** What became of a run. */
public enum RunState {
    STARTING,
    RUNNING,
    /** Ended by a savepoint. */
    SUSPENDED,
    CANCELLED,
    FINISHED,
    FAILED,
    /** Its cluster forgot it or died with it. */
    LOST;

    public boolean isOver() {
        return this != STARTING && this != RUNNING;
    }
}
