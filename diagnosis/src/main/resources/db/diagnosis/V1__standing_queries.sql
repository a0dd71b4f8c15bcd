-- One row a version, never changed; a version without a query says that the query was taken away.
CREATE TABLE standing_query (
    name        VARCHAR(64)  NOT NULL,
    version     BIGINT       NOT NULL,
    query       TEXT,
    description TEXT         NOT NULL,
    changed_by  VARCHAR(128) NOT NULL,
    changed_at  BIGINT       NOT NULL,
    PRIMARY KEY (name, version)
);
