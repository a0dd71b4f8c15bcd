-- One row for each version of what people set for a built-in rule; rows are never changed. Times are milliseconds since the epoch.
CREATE TABLE rule_setting (
    rule       VARCHAR(200) NOT NULL,
    version    BIGINT       NOT NULL,
    body       TEXT         NOT NULL,
    changed_by VARCHAR(200) NOT NULL,
    changed_at BIGINT       NOT NULL,
    PRIMARY KEY (rule, version)
);
