package io.weir.diagnosis.index;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why the store takes nothing in, while it does not. Told in the log when it begins and when it ends. Thread-safe. */
final class Refusal {
    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);
    private volatile @Nullable String reason;

    /** Null while records are taken in. */
    @Nullable
    String reason() {
        return reason;
    }

    void begin(String why) {
        if (reason == null) {
            LOG.error("the log store takes nothing in, and tries on: {}", why);
        }
        reason = why;
    }

    void end() {
        if (reason != null) {
            LOG.info("the log store takes records in again");
            reason = null;
        }
    }
}
