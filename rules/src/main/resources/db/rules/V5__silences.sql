-- Times are milliseconds since the epoch; matchers are a JSON array of texts such as a="b".
CREATE TABLE silence (
    id             VARCHAR(64)   NOT NULL PRIMARY KEY,
    matchers       TEXT          NOT NULL,
    starts_at      BIGINT        NOT NULL,
    ends_at        BIGINT        NOT NULL,
    updated_at     BIGINT        NOT NULL,
    created_by     VARCHAR(4000) NOT NULL,
    comment        VARCHAR(4000) NOT NULL,
    until_resolved VARCHAR(64)
);

CREATE INDEX silence_ends_at ON silence (ends_at);
