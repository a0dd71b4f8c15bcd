-- Times are milliseconds since the epoch. JSON columns hold objects or arrays of strings.
CREATE TABLE event (
    id               VARCHAR(64)      NOT NULL PRIMARY KEY,
    fingerprint      VARCHAR(16)      NOT NULL,
    rule             VARCHAR(200)     NOT NULL,
    severity         VARCHAR(16)      NOT NULL,
    state            VARCHAR(16)      NOT NULL,
    cluster          VARCHAR(400)     NOT NULL,
    job_id           VARCHAR(64),
    job_name         VARCHAR(1000),
    process          VARCHAR(400),
    vertex_id        VARCHAR(64),
    vertex_name      VARCHAR(4000),
    summary          TEXT             NOT NULL,
    labels           TEXT             NOT NULL,
    annotations      TEXT             NOT NULL,
    value            DOUBLE PRECISION,
    starts_at        BIGINT           NOT NULL,
    fired_at         BIGINT,
    resolved_at      BIGINT,
    resolved_because TEXT,
    search_text      TEXT             NOT NULL
);
CREATE INDEX event_starts_at ON event (starts_at, id);
CREATE INDEX event_state ON event (state, resolved_at);
CREATE INDEX event_job ON event (job_id, starts_at);

-- The outbox: a row is written with the event's change and leaves PENDING only when its receiver answered or was given up.
CREATE TABLE notification (
    seq             BIGINT           NOT NULL,
    id              VARCHAR(64)      NOT NULL PRIMARY KEY,
    receiver        VARCHAR(200)     NOT NULL,
    state           VARCHAR(16)      NOT NULL,
    event_ids       TEXT             NOT NULL,
    group_key       VARCHAR(1000)    NOT NULL,
    summary         TEXT             NOT NULL,
    payload         TEXT             NOT NULL,
    created_at      BIGINT           NOT NULL,
    give_up_at      BIGINT           NOT NULL,
    sent_at         BIGINT,
    attempts        INTEGER          NOT NULL,
    next_attempt_at BIGINT,
    last_error      TEXT
);
CREATE UNIQUE INDEX notification_seq ON notification (seq);
CREATE INDEX notification_due ON notification (state, receiver, next_attempt_at);
