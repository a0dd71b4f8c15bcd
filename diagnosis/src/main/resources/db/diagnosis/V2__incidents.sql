CREATE TABLE incident (
    id TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    closed_at BIGINT,
    words TEXT NOT NULL,
    body TEXT NOT NULL
);

CREATE INDEX incident_by_since ON incident (since, id);
CREATE INDEX incident_by_state ON incident (state, closed_at);

CREATE TABLE incident_event (
    incident_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    cluster TEXT NOT NULL,
    job_id TEXT NOT NULL,
    PRIMARY KEY (incident_id, event_id)
);

CREATE INDEX incident_event_by_event ON incident_event (event_id);

CREATE TABLE incident_entry (
    incident_id TEXT NOT NULL,
    entry_key TEXT NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (incident_id, entry_key)
);
