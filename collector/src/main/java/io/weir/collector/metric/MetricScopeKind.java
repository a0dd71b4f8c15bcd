package io.weir.collector.metric;

import java.util.List;
import java.util.Locale;

/**
 * What a metric of Flink belongs to, and how the Prometheus reporter's names begin there. See <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/metrics/#scope">Flink's scopes</a>.
 */
public enum MetricScopeKind {
    /** A JobManager and a TaskManager alike. */
    PROCESS("flink_jobmanager_", "flink_taskmanager_"),
    JOBMANAGER("flink_jobmanager_"),
    JOB("flink_jobmanager_job_"),
    /** An operator's part within the JobManager. */
    COORDINATOR("flink_jobmanager_job_operator_"),
    TASKMANAGER("flink_taskmanager_"),
    /** One subtask of a vertex. */
    TASK("flink_taskmanager_job_task_"),
    /** One operator within a subtask. */
    OPERATOR("flink_taskmanager_job_task_operator_"),
    /** A job as a whole, and the processes that run it; Weir computes it. */
    WHOLE_JOB("weir_job_");

    private final List<String> prefixes;

    MetricScopeKind(String... prefixes) {
        this.prefixes = List.of(prefixes);
    }

    /** How the reporter's names begin. */
    public List<String> prefixes() {
        return prefixes;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
