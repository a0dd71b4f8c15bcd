CREATE TABLE artifact_version (
    name        TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    file        TEXT    NOT NULL,
    bytes       INTEGER NOT NULL,
    sha256      TEXT    NOT NULL,
    entry_class TEXT,
    uploaded_by TEXT    NOT NULL,
    uploaded_at INTEGER NOT NULL,
    PRIMARY KEY (name, version)
);

CREATE TABLE artifact (
    name            TEXT    NOT NULL PRIMARY KEY,
    highest_version INTEGER NOT NULL
);

-- Three groups of columns with one writer each: what people edit, what they wish, and what the loop knows.
CREATE TABLE deployment (
    id               TEXT    NOT NULL PRIMARY KEY,
    name             TEXT    NOT NULL UNIQUE,
    folder           TEXT    NOT NULL,
    labels           TEXT    NOT NULL,
    description      TEXT    NOT NULL,
    draft            TEXT    NOT NULL,
    revision         INTEGER NOT NULL,
    changed_by       TEXT    NOT NULL,
    changed_at       INTEGER NOT NULL,
    highest_version  INTEGER NOT NULL,
    wish             INTEGER NOT NULL,
    wish_state       TEXT    NOT NULL,
    wish_version     INTEGER NOT NULL,
    wish_restore     TEXT    NOT NULL,
    wish_snapshot    TEXT,
    wish_non_restored INTEGER NOT NULL,
    wish_by          TEXT    NOT NULL,
    wish_at          INTEGER NOT NULL,
    state            TEXT    NOT NULL,
    run_id           TEXT,
    state_since      INTEGER NOT NULL,
    unknown_since    INTEGER,
    unknown_why      TEXT,
    note             TEXT,
    handled          INTEGER NOT NULL
);

CREATE TABLE deployment_version (
    deployment_id TEXT    NOT NULL,
    number        INTEGER NOT NULL,
    spec          TEXT    NOT NULL,
    description   TEXT    NOT NULL,
    made_by       TEXT    NOT NULL,
    made_at       INTEGER NOT NULL,
    PRIMARY KEY (deployment_id, number)
);

CREATE TABLE run (
    id                 TEXT    NOT NULL PRIMARY KEY,
    deployment_id      TEXT    NOT NULL,
    number             INTEGER NOT NULL,
    version            INTEGER NOT NULL,
    mode               TEXT    NOT NULL,
    cluster            TEXT    NOT NULL,
    job_id             TEXT    NOT NULL,
    state              TEXT    NOT NULL,
    restored_from      TEXT,
    allow_non_restored INTEGER NOT NULL,
    checkpoints        TEXT,
    started_at         INTEGER NOT NULL,
    running_at         INTEGER,
    ended_at           INTEGER,
    reason             TEXT,
    UNIQUE (deployment_id, number)
);

CREATE TABLE run_line (
    run_id   TEXT    NOT NULL,
    sequence INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (run_id, sequence)
);

CREATE TABLE snapshot (
    id            TEXT    NOT NULL PRIMARY KEY,
    deployment_id TEXT    NOT NULL,
    run_id        TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    kind          TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    folder        TEXT    NOT NULL,
    path          TEXT,
    description   TEXT    NOT NULL,
    asked_by      TEXT    NOT NULL,
    asked_at      INTEGER NOT NULL,
    ended_at      INTEGER,
    cause         TEXT
);

CREATE INDEX snapshot_of_deployment ON snapshot (deployment_id, asked_at);

-- What the loop is about to do, written before it is done. One at a time for each deployment.
CREATE TABLE act (
    deployment_id TEXT    NOT NULL PRIMARY KEY,
    kind          TEXT    NOT NULL,
    run_id        TEXT    NOT NULL,
    snapshot_id   TEXT,
    wish          INTEGER NOT NULL,
    written_at    INTEGER NOT NULL
);
