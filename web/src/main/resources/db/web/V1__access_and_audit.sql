-- Times are milliseconds since the epoch. Secrets are stored hashed only.
CREATE TABLE account (
    username      VARCHAR(64)  NOT NULL PRIMARY KEY,
    role          VARCHAR(16)  NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    created_at    BIGINT       NOT NULL
);

CREATE TABLE session (
    id_hash      VARCHAR(64) NOT NULL PRIMARY KEY,
    username     VARCHAR(64) NOT NULL REFERENCES account (username),
    created_at   BIGINT      NOT NULL,
    last_used_at BIGINT      NOT NULL
);

CREATE INDEX session_username ON session (username);

CREATE TABLE api_token (
    token_hash VARCHAR(64) NOT NULL PRIMARY KEY,
    name       VARCHAR(64) NOT NULL UNIQUE,
    username   VARCHAR(64) NOT NULL REFERENCES account (username),
    created_at BIGINT      NOT NULL
);

CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    at      BIGINT        NOT NULL,
    actor   VARCHAR(64)   NOT NULL,
    action  VARCHAR(64)   NOT NULL,
    subject VARCHAR(255)  NOT NULL,
    outcome VARCHAR(255)  NOT NULL,
    address VARCHAR(64)   NOT NULL
);
