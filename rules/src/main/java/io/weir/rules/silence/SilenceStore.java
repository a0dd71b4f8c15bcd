package io.weir.rules.silence;

import java.time.Instant;
import java.util.List;

/** Keeps silences over restarts. Thread-safe. Instants are kept to the millisecond. */
public interface SilenceStore {
    /** All of them. */
    List<Silence> all();

    /** Writes silences in one transaction: those whose ids are known are replaced. */
    void put(List<Silence> silences);

    /** Forgets those that ended before {@code before}. */
    int deleteEndedBefore(Instant before);
}
