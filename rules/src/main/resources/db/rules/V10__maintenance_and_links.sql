-- One row for each version of a maintenance window; rows are never changed. Times are milliseconds since the epoch.
CREATE TABLE maintenance (
    id         VARCHAR(64)  NOT NULL,
    version    BIGINT       NOT NULL,
    action     VARCHAR(16)  NOT NULL,
    body       TEXT         NOT NULL,
    changed_by VARCHAR(200) NOT NULL,
    changed_at BIGINT       NOT NULL,
    PRIMARY KEY (id, version)
);

-- Links in messages that were used; each works once. expires_at is seconds since the epoch, as in the link.
CREATE TABLE link_use (
    notification VARCHAR(64)  NOT NULL,
    action       VARCHAR(16)  NOT NULL,
    expires_at   BIGINT       NOT NULL,
    used_by      VARCHAR(200) NOT NULL,
    used_at      BIGINT       NOT NULL,
    PRIMARY KEY (notification, action, expires_at)
);
