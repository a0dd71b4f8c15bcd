-- What there was before there were workspaces is in the one that there always is.
ALTER TABLE deployment ADD COLUMN workspace VARCHAR(40) NOT NULL DEFAULT 'default';
ALTER TABLE artifact ADD COLUMN workspace VARCHAR(40) NOT NULL DEFAULT 'default';
ALTER TABLE artifact_version ADD COLUMN workspace VARCHAR(40) NOT NULL DEFAULT 'default';

CREATE TABLE workspace_variable (
    workspace   VARCHAR(40) NOT NULL,
    name        TEXT        NOT NULL,
    value       TEXT        NOT NULL,
    hidden      INTEGER     NOT NULL,
    description TEXT        NOT NULL,
    changed_by  TEXT        NOT NULL,
    changed_at  BIGINT      NOT NULL,
    PRIMARY KEY (workspace, name)
);

INSERT INTO workspace_variable (workspace, name, value, hidden, description, changed_by, changed_at)
    SELECT 'default', name, value, hidden, description, changed_by, changed_at FROM sql_variable;

DROP TABLE sql_variable;
