-- One row for each version of the routing; rows are never changed. No body stands for the config file's. Times are milliseconds since the epoch.
CREATE TABLE routing_version (
    version    BIGINT       NOT NULL PRIMARY KEY,
    body       TEXT,
    changed_by VARCHAR(200) NOT NULL,
    changed_at BIGINT       NOT NULL
);
