-- An account's role is the one in the workspace `default`, which is there from the beginning; these are those in the others.
CREATE TABLE workspace (
    name       VARCHAR(40) NOT NULL PRIMARY KEY,
    created_by VARCHAR(64) NOT NULL,
    created_at BIGINT      NOT NULL
);

INSERT INTO workspace (name, created_by, created_at) VALUES ('default', 'weir', 0);

CREATE TABLE workspace_member (
    workspace VARCHAR(40) NOT NULL REFERENCES workspace (name),
    username  VARCHAR(64) NOT NULL REFERENCES account (username),
    role      VARCHAR(32) NOT NULL,
    PRIMARY KEY (workspace, username)
);

CREATE INDEX workspace_member_username ON workspace_member (username);

ALTER TABLE api_token ADD COLUMN workspace VARCHAR(40);
