package io.weir.rules.policy;

import io.weir.collector.metric.MetricScopeKind;

/** What a number policy's events are about. */
public enum SubjectKind {
    JOB("job_name", "cluster, job_id, job_name"),
    PROCESS("process", "cluster, process");

    private final String nameLabel;
    private final String labels;

    SubjectKind(String nameLabel, String labels) {
        this.nameLabel = nameLabel;
        this.labels = labels;
    }

    static SubjectKind of(MetricScopeKind scope) {
        return switch (scope) {
            case PROCESS, JOBMANAGER, TASKMANAGER -> PROCESS;
            case JOB, COORDINATOR, TASK, OPERATOR, WHOLE_JOB -> JOB;
        };
    }

    /** The label that a policy's subject names are of. */
    String nameLabel() {
        return nameLabel;
    }

    /** The labels that make one subject. */
    String labels() {
        return labels;
    }
}
