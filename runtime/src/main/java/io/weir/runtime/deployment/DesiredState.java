package io.weir.runtime.deployment;

/** What people want of a deployment. */
public enum DesiredState {
    RUNNING,
    /** Stopped, with its state kept in a savepoint. */
    SUSPENDED,
    CANCELLED
}
