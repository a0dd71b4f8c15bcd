package io.weir.collector.signal;

/** What role a Flink process has. */
public enum ProcessKind {
    JOB_MANAGER("JobManager"),
    TASK_MANAGER("TaskManager");

    private final String displayName;

    ProcessKind(String displayName) {
        this.displayName = displayName;
    }

    /** Flink's own spelling. */
    public String displayName() {
        return displayName;
    }
}
