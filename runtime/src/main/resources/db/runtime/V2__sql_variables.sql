-- Values for scripts; a hidden one is sealed.
CREATE TABLE sql_variable (
    name        TEXT    NOT NULL PRIMARY KEY,
    value       TEXT    NOT NULL,
    hidden      INTEGER NOT NULL,
    description TEXT    NOT NULL,
    changed_by  TEXT    NOT NULL,
    changed_at  INTEGER NOT NULL
);
