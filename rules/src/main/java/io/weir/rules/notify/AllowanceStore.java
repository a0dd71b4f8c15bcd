package io.weir.rules.notify;

import java.time.Instant;
import java.util.List;

/** Where it is kept what accounts with a limit were sent. Thread-safe. */
interface AllowanceStore {
    /**
     * What an account was sent lately.
     *
     * @param sent when, the oldest first
     * @param mutedUntil when it takes messages again
     */
    record Used(List<Instant> sent, Instant mutedUntil) {
        static final Used NOTHING = new Used(List.of(), Instant.EPOCH);
    }

    Used load(String account);

    /** Durable when it returns. */
    void save(String account, Used used);
}
