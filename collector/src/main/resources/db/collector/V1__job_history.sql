-- What is remembered of clusters and their jobs. Times are milliseconds since the epoch, durations milliseconds.
-- "told" is 1 when all listeners have heard of the row; rows that are not are told after a restart.

CREATE TABLE collector_cluster (
    cluster  VARCHAR(255) NOT NULL PRIMARY KEY,
    seen_ms  BIGINT       NOT NULL,
    document TEXT         NOT NULL
);

CREATE TABLE collector_status_change (
    cluster        VARCHAR(255) NOT NULL,
    job_id         VARCHAR(64)  NOT NULL,
    at_ms          BIGINT       NOT NULL,
    current_state  VARCHAR(32)  NOT NULL,
    seq            BIGINT       NOT NULL,
    job_name       TEXT         NOT NULL,
    previous_state VARCHAR(32),
    root_exception TEXT,
    told           INTEGER      NOT NULL,
    PRIMARY KEY (cluster, job_id, at_ms, current_state)
);

CREATE TABLE collector_exception (
    cluster         VARCHAR(255) NOT NULL,
    job_id          VARCHAR(64)  NOT NULL,
    at_ms           BIGINT       NOT NULL,
    digest          VARCHAR(64)  NOT NULL,
    seq             BIGINT       NOT NULL,
    job_name        TEXT         NOT NULL,
    class_name      TEXT         NOT NULL,
    stack_trace     TEXT         NOT NULL,
    task_name       TEXT,
    task_manager_id TEXT,
    endpoint        TEXT,
    told            INTEGER      NOT NULL,
    PRIMARY KEY (cluster, job_id, at_ms, digest)
);

CREATE TABLE collector_checkpoint (
    cluster            VARCHAR(255) NOT NULL,
    job_id             VARCHAR(64)  NOT NULL,
    triggered_ms       BIGINT       NOT NULL,
    checkpoint_id      BIGINT       NOT NULL,
    seq                BIGINT       NOT NULL,
    job_name           TEXT         NOT NULL,
    at_ms              BIGINT       NOT NULL,
    status             VARCHAR(32)  NOT NULL,
    savepoint          INTEGER      NOT NULL,
    duration_ms        BIGINT       NOT NULL,
    state_bytes        BIGINT       NOT NULL,
    checkpointed_bytes BIGINT       NOT NULL,
    external_path      TEXT,
    failure_message    TEXT,
    told               INTEGER      NOT NULL,
    PRIMARY KEY (cluster, job_id, triggered_ms, checkpoint_id)
);

CREATE INDEX collector_status_change_untold ON collector_status_change (told);
CREATE INDEX collector_exception_untold ON collector_exception (told);
CREATE INDEX collector_checkpoint_untold ON collector_checkpoint (told);
