package io.weir.runtime.deployment;

/** What a deployment is, as last known. */
public enum CurrentState {
    RUNNING,
    CANCELLED,
    SUSPENDED,
    /** Its job came to its own end. */
    FINISHED,
    /** On the way from one to another. */
    TRANSITIONING,
    FAILED;

    /** Whether something of it may run. */
    public boolean isAlive() {
        return this == RUNNING || this == TRANSITIONING;
    }
}
