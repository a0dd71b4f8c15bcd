package io.weir.rules.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where events are kept. Thread-safe. Instants are kept to the millisecond. */
public interface EventStore {
    /** How many updates of one event are remembered. */
    int MOST_UPDATES = 100;

    /** Adds an event, or replaces the one with its id. */
    void save(Event event);

    /** Adds or replaces events in their order, then adds to their histories; the same as one after the other, and cheaper for many. */
    default void write(List<Event> events, List<EventHistory> changes) {
        events.forEach(this::save);
        changes.forEach(this::remember);
    }

    /** Forgets an event with its history: one that was pending and never fired. */
    void delete(String id);

    /** One event by its id. */
    Optional<Event> find(String id);

    /** The newest event with a fingerprint. */
    Optional<Event> newest(String fingerprint);

    /** Adds to an event's history; of what it said, only the newest {@value #MOST_UPDATES} are kept. */
    void remember(EventHistory change);

    /** An event's history, oldest first. */
    List<EventHistory> history(String eventId);

    /** Everything pending or firing. */
    List<Event> active();

    /**
     * A page of events, newest start first.
     *
     * @throws IllegalArgumentException when the cursor is none of ours
     */
    EventPage page(EventQuery query);

    /** Forgets at most {@code limit} events, with their history, that were resolved before {@code before}, and says how many. */
    int deleteResolvedBefore(Instant before, int limit);
}
