-- What was told of Kubernetes pods, so that a restart does not tell it again. A trouble goes when it is over.

CREATE TABLE collector_pod_news (
    uid        VARCHAR(64)  NOT NULL,
    news       VARCHAR(512) NOT NULL,
    told_ms    BIGINT       NOT NULL,
    kubernetes VARCHAR(255) NOT NULL,
    namespace  VARCHAR(255) NOT NULL,
    pod        VARCHAR(255) NOT NULL,
    cluster    VARCHAR(255) NOT NULL,
    kind       VARCHAR(32)  NOT NULL,
    at_ms      BIGINT       NOT NULL,
    trouble    VARCHAR(32),
    container  VARCHAR(255),
    reason     TEXT,
    message    TEXT,
    PRIMARY KEY (uid, news)
);

CREATE INDEX collector_pod_news_told ON collector_pod_news (told_ms);
