package io.weir.rules.notify;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps from hammering a place that does not answer: after some failures in a row nothing is sent for a while, then one at a time until
 * one is taken. The courier's lock guards it.
 */
final class Circuit {
    /** So many failures in a row open it. */
    private static final int FAILURES = 5;

    private final Backoff backoff;
    private int failures;
    private Instant closedUntil = Instant.MIN;
    private @Nullable Instant failingSince;
    private String lastError = "";

    Circuit(Backoff backoff) {
        this.backoff = backoff;
    }

    /** How many may be in flight now. */
    int allows(Instant now, int most) {
        if (now.isBefore(closedUntil)) {
            return 0;
        }
        return failures >= FAILURES ? 1 : most;
    }

    /** When something may be sent again. */
    Instant opensAt() {
        return closedUntil;
    }

    void answered() {
        failures = 0;
        failingSince = null;
        closedUntil = Instant.MIN;
    }

    void failed(String error, @Nullable Duration asked, Instant now) {
        failures++;
        lastError = error;
        if (failingSince == null) {
            failingSince = now;
        }
        if (asked != null) {
            closedUntil = now.plus(asked);
        } else if (failures >= FAILURES) {
            closedUntil = now.plus(backoff.before(failures - FAILURES + 1));
        }
    }

    /** Since when every send failed; null while the last one was answered. */
    @Nullable
    Instant failingSince() {
        return failingSince;
    }

    String lastError() {
        return lastError;
    }

    int failures() {
        return failures;
    }
}
