-- The four built-in roles are in the code; these are the ones of a site's own. Permissions are words with commas between.
CREATE TABLE role (
    name        VARCHAR(32)  NOT NULL PRIMARY KEY,
    permissions VARCHAR(255) NOT NULL
);

UPDATE account SET role = 'super_admin' WHERE role = 'admin';

ALTER TABLE api_token ADD COLUMN scope VARCHAR(16) NOT NULL DEFAULT 'owner';
ALTER TABLE api_token ADD COLUMN expires_at BIGINT;
ALTER TABLE api_token ADD COLUMN last_used_at BIGINT;

ALTER TABLE audit ADD COLUMN before_text TEXT;
ALTER TABLE audit ADD COLUMN after_text TEXT;
CREATE INDEX audit_at ON audit (at);
