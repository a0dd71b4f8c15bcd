package io.weir.collector.flink;

/**
 * Flink's job states. See <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.0/docs/internals/job_scheduling/">JobStatus</a>.
 */
public enum JobState {
    INITIALIZING,
    CREATED,
    RUNNING,
    FAILING,
    FAILED,
    CANCELLING,
    CANCELED,
    FINISHED,
    RESTARTING,
    SUSPENDED,
    RECONCILING;

    /** True when the job will never run again under its id. */
    public boolean isTerminal() {
        return this == FAILED || this == CANCELED || this == FINISHED;
    }

    /** True for the states of a job that broke and has not yet recovered. */
    public boolean isFailure() {
        return this == FAILING || this == FAILED || this == RESTARTING;
    }
}
