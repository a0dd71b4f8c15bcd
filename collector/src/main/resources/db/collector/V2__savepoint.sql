-- Savepoints that were begun; how they ended is in collector_checkpoint. at_ms is when Flink triggered them.

CREATE TABLE collector_savepoint (
    cluster       VARCHAR(255) NOT NULL,
    job_id        VARCHAR(64)  NOT NULL,
    at_ms         BIGINT       NOT NULL,
    checkpoint_id BIGINT       NOT NULL,
    seq           BIGINT       NOT NULL,
    job_name      TEXT         NOT NULL,
    told          INTEGER      NOT NULL,
    PRIMARY KEY (cluster, job_id, at_ms, checkpoint_id)
);

CREATE INDEX collector_savepoint_untold ON collector_savepoint (told);
