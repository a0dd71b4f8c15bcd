-- What people made of an event, and whether it flaps. Times are milliseconds since the epoch.
ALTER TABLE event ADD COLUMN flapping INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN acknowledged_by VARCHAR(200);
ALTER TABLE event ADD COLUMN acknowledged_at BIGINT;
ALTER TABLE event ADD COLUMN acknowledgement_note TEXT;
ALTER TABLE event ADD COLUMN assignee VARCHAR(200);
ALTER TABLE event ADD COLUMN assigned_by VARCHAR(200);
ALTER TABLE event ADD COLUMN assigned_at BIGINT;
CREATE INDEX event_fingerprint ON event (fingerprint, starts_at);

-- One row a change; rows go with their event. SQLite fills in an INTEGER PRIMARY KEY by itself.
CREATE TABLE event_history (
    seq      INTEGER      NOT NULL PRIMARY KEY,
    event_id VARCHAR(64)  NOT NULL,
    at       BIGINT       NOT NULL,
    kind     VARCHAR(16)  NOT NULL,
    actor    VARCHAR(200) NOT NULL,
    text     TEXT         NOT NULL
);
CREATE INDEX event_history_event ON event_history (event_id, seq);
