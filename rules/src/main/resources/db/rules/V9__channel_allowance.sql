-- What accounts with a limit were sent lately: times in milliseconds since the epoch, apart by blanks, the oldest first.
CREATE TABLE channel_allowance (
    account     VARCHAR(400) NOT NULL PRIMARY KEY,
    sent_at     TEXT         NOT NULL,
    muted_until BIGINT       NOT NULL
);
