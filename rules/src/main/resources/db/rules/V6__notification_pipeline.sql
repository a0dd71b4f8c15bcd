-- What was decided about telling a receiver's channel of an event, and why: a row for each reason, with how often it held. Rows go with
-- their event. Times are milliseconds since the epoch. What the former outbox sent is kept as told.
CREATE TABLE event_decision (
    event_id     VARCHAR(64)  NOT NULL,
    destination  VARCHAR(450) NOT NULL,
    reason       VARCHAR(40)  NOT NULL,
    detail       VARCHAR(400) NOT NULL,
    first_at     BIGINT       NOT NULL,
    last_at      BIGINT       NOT NULL,
    times        INTEGER      NOT NULL,
    notification VARCHAR(64)  NOT NULL,
    PRIMARY KEY (event_id, destination, reason, detail)
);
INSERT INTO event_decision (event_id, destination, reason, detail, first_at, last_at, times, notification)
    SELECT substr(event_ids, 3, length(event_ids) - 4), receiver || '/webhook-0',
        CASE WHEN substr(summary, 1, 8) = 'resolved' THEN 'TOLD_RESOLVED' ELSE 'TOLD_FIRING' END, '',
        MIN(created_at), MAX(created_at), COUNT(*), ''
    FROM notification WHERE state = 'SENT'
    GROUP BY event_ids, receiver, substr(summary, 1, 8);

-- The outbox again, keeping what is to be said and not one channel's form of it. What waited in the old one is decided anew.
DROP TABLE notification;
CREATE TABLE notification (
    seq             INTEGER       NOT NULL PRIMARY KEY,
    id              VARCHAR(64)   NOT NULL,
    receiver        VARCHAR(200)  NOT NULL,
    channel         VARCHAR(200)  NOT NULL,
    destination     VARCHAR(450)  NOT NULL,
    state           VARCHAR(16)   NOT NULL,
    event_ids       TEXT          NOT NULL,
    summary         TEXT          NOT NULL,
    message         TEXT          NOT NULL,
    created_at      BIGINT        NOT NULL,
    give_up_at      BIGINT        NOT NULL,
    sent_at         BIGINT,
    attempts        INTEGER       NOT NULL,
    next_attempt_at BIGINT,
    last_error      TEXT
);
CREATE INDEX notification_pending ON notification (destination, seq) WHERE state = 'PENDING';
