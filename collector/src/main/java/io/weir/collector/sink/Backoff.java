package io.weir.collector.sink;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between tries: doubled each time, between half and all of it by chance, so that senders do not march in step. */
final class Backoff {
    private static final long FIRST_MS = 500;
    private static final long MOST_MS = 30_000;

    private int failures;

    Duration next() {
        long most = Math.min(MOST_MS, FIRST_MS << Math.min(failures, 10));
        failures++;
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    void reset() {
        failures = 0;
    }
}
