package io.weir.collector.jobmetrics;

/** What a series of Flink's means to a job. */
enum Role {
    TASK_RECORDS_IN(Scope.TASK, true),
    TASK_RECORDS_OUT(Scope.TASK, true),
    TASK_BACK_PRESSURE(Scope.TASK, false),
    TASK_WATERMARK(Scope.TASK, false),

    RECORDS_IN(Scope.OPERATOR, true),
    RECORDS_OUT(Scope.OPERATOR, true),
    RECORDS_SEND(Scope.OPERATOR, true),
    BYTES_IN(Scope.OPERATOR, true),
    BYTES_OUT(Scope.OPERATOR, true),
    BYTES_SEND(Scope.OPERATOR, true),
    IN_ERRORS(Scope.OPERATOR, false),
    SEND_ERRORS(Scope.OPERATOR, false),
    WATERMARK(Scope.OPERATOR, false),
    FETCH_LAG(Scope.OPERATOR, false),
    EMIT_LAG(Scope.OPERATOR, false),
    PENDING_RECORDS(Scope.OPERATOR, false),
    KAFKA_LAG(Scope.OPERATOR, false),

    LATENCY(Scope.LATENCY, false),

    RESTARTS(Scope.JOB, false),
    FULL_RESTARTS(Scope.JOB, false),
    DOWNTIME(Scope.JOB, false),
    UPTIME(Scope.JOB, false),
    CHECKPOINT_SIZE(Scope.JOB, false),
    CHECKPOINT_FULL_SIZE(Scope.JOB, false),
    CHECKPOINT_DURATION(Scope.JOB, false),
    CHECKPOINTS(Scope.JOB, false),
    CHECKPOINTS_COMPLETED(Scope.JOB, false),
    CHECKPOINTS_FAILED(Scope.JOB, false),
    CHECKPOINTS_IN_PROGRESS(Scope.JOB, false),
    CHECKPOINT_RESTORED_AT(Scope.JOB, false),

    CPU_LOAD(Scope.PROCESS, false),
    HEAP_USED(Scope.PROCESS, false),
    HEAP_COMMITTED(Scope.PROCESS, false),
    HEAP_MAX(Scope.PROCESS, false),
    OLD_GC_COUNT(Scope.PROCESS, false),
    OLD_GC_TIME(Scope.PROCESS, false),
    YOUNG_GC_COUNT(Scope.PROCESS, false),
    YOUNG_GC_TIME(Scope.PROCESS, false),
    RESIDENT(Scope.PROCESS, false);

    /** What has it. */
    enum Scope {
        TASK,
        OPERATOR,
        LATENCY,
        JOB,
        PROCESS
    }

    private final Scope scope;
    private final boolean rated;

    Role(Scope scope, boolean rated) {
        this.scope = scope;
        this.rated = rated;
    }

    Scope scope() {
        return scope;
    }

    /** Whether its rate of growth is asked for. */
    boolean isRated() {
        return rated;
    }
}
