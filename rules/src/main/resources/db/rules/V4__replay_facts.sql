-- What rules were told, so that it can be told again: signals and changed cluster states, as deflated JSON. Times are milliseconds since the epoch.
CREATE TABLE replay_fact (
    seq     INTEGER      NOT NULL PRIMARY KEY,
    told_at BIGINT       NOT NULL,
    kind    VARCHAR(64)  NOT NULL,
    cluster VARCHAR(400) NOT NULL,
    bytes   INTEGER      NOT NULL,
    content BLOB         NOT NULL
);
CREATE INDEX replay_fact_told_at ON replay_fact (told_at);
CREATE INDEX replay_fact_cluster ON replay_fact (cluster, kind, seq);
