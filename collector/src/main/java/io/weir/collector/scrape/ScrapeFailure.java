package io.weir.collector.scrape;

import java.util.Locale;

/** Why a scrape gave no page. */
record ScrapeFailure(Reason reason, String message) {
    /** What is counted separately. */
    enum Reason {
        CONNECT,
        TLS,
        TIMEOUT,
        HTTP_STATUS,
        REDIRECT,
        BODY_LIMIT,
        SAMPLE_LIMIT,
        LABEL_LIMIT,
        ENCODING,
        MALFORMED,
        INTERNAL;

        /** The value of the label {@code reason}. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
