package io.weir.rules.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where facts are kept, in the order in which they were told. Thread-safe. Instants are kept to the millisecond. */
public interface FactStore {
    /** Adds facts at the end, all or none. */
    void add(List<Fact> facts);

    /** A fact with its place in the order. */
    record Numbered(long number, Fact fact) {}

    /** The facts behind a place that were told until {@code to}, oldest first; 0 is before the first. */
    List<Numbered> after(long number, Instant to, int limit);

    /** The last {@link Fact.Seen} or {@link Fact.Gone} of each cluster that was told before a time. */
    List<Fact> clustersBefore(Instant time);

    /** The place of the last fact that was told before a time; 0 when there is none. */
    long lastBefore(Instant time);

    /** When the oldest fact was told. */
    Optional<Instant> oldest();

    /** Forgets the oldest facts: those told before a time, and those beyond so many bytes. */
    void prune(Instant before, long mostBytes);
}
