package io.weir.rules.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where events are kept. Thread-safe. Instants are kept to the millisecond. */
public interface EventStore {
    /** Adds an event, or replaces the one with its id. */
    void save(Event event);

    /** Forgets an event: one that was pending and never fired. */
    void delete(String id);

    /** One event by its id. */
    Optional<Event> find(String id);

    /** Everything pending or firing. */
    List<Event> active();

    /**
     * A page of events, newest start first.
     *
     * @throws IllegalArgumentException when the cursor is none of ours
     */
    EventPage page(EventQuery query);

    /** Forgets at most {@code limit} events that were resolved before {@code before}, and says how many. */
    int deleteResolvedBefore(Instant before, int limit);
}
