-- One row a version, never changed; a version without a text says that the signature was taken away.
CREATE TABLE signature (
    id         VARCHAR(64)  NOT NULL,
    version    BIGINT       NOT NULL,
    yaml       TEXT,
    changed_by VARCHAR(128) NOT NULL,
    changed_at BIGINT       NOT NULL,
    PRIMARY KEY (id, version)
);

-- The ends of processes, with what was seen of them at that time.
CREATE TABLE process_exit (
    cluster    VARCHAR(256) NOT NULL,
    process    VARCHAR(256) NOT NULL,
    at         BIGINT       NOT NULL,
    kind       VARCHAR(16)  NOT NULL,
    exit_code  INTEGER      NOT NULL,
    requested  INTEGER      NOT NULL,
    reason     VARCHAR(64)  NOT NULL,
    last_lines TEXT         NOT NULL,
    PRIMARY KEY (cluster, process, at)
);
CREATE INDEX process_exit_at ON process_exit (cluster, at);

-- What was thrown, by fingerprint; who looks after it and what they know of it.
CREATE TABLE known_exception (
    fingerprint   CHAR(16)      NOT NULL PRIMARY KEY,
    class_name    VARCHAR(512)  NOT NULL,
    cause         TEXT          NOT NULL,
    frames        TEXT          NOT NULL,
    first_seen    BIGINT        NOT NULL,
    first_cluster VARCHAR(256)  NOT NULL,
    first_job     VARCHAR(512)  NOT NULL,
    first_job_id  VARCHAR(64)   NOT NULL,
    first_version VARCHAR(128)  NOT NULL,
    last_seen     BIGINT        NOT NULL,
    last_cluster  VARCHAR(256)  NOT NULL,
    last_job      VARCHAR(512)  NOT NULL,
    last_job_id   VARCHAR(64)   NOT NULL,
    last_version  VARCHAR(128)  NOT NULL,
    seen          BIGINT        NOT NULL,
    note          TEXT          NOT NULL,
    owner         VARCHAR(128)  NOT NULL,
    fixed_at      BIGINT,
    noted_by      VARCHAR(128)  NOT NULL
);
CREATE INDEX known_exception_last ON known_exception (last_seen);
