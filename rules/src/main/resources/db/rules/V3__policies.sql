-- One row for each version of a policy; rows are never changed. Times are milliseconds since the epoch.
CREATE TABLE policy (
    id         VARCHAR(64)  NOT NULL,
    version    BIGINT       NOT NULL,
    action     VARCHAR(16)  NOT NULL,
    body       TEXT         NOT NULL,
    changed_by VARCHAR(200) NOT NULL,
    changed_at BIGINT       NOT NULL,
    PRIMARY KEY (id, version)
);
