package io.weir.rules.event;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Where people handle events: acknowledge one, say who looks after it, read what became of it. An event is named by its id, or
 * by its fingerprint for the newest event with it. Thread-safe.
 */
public final class EventDesk {
    private final EventJournal journal;
    private final EventStore store;
    private final Clock clock;

    /** A desk over a journal and the store that it writes to. */
    public EventDesk(EventJournal journal, EventStore store, Clock clock) {
        this.journal = journal;
        this.store = store;
        this.clock = clock;
    }

    /** An event by its id or fingerprint. */
    public Optional<Event> find(String key) {
        return store.find(key).or(() -> store.newest(key));
    }

    /** What became of an event, oldest first. */
    public List<EventHistory> history(Event event) {
        return store.history(event.id());
    }

    /**
     * Somebody has taken notice.
     *
     * @param note what they had to say, or empty
     * @return the event as it is now, or nothing when there is none
     * @throws IllegalArgumentException when the note is too long
     */
    public Optional<Event> acknowledge(String key, String by, String note) {
        Handling.Acknowledgement acknowledgement = new Handling.Acknowledgement(by, clock.instant(), note.strip());
        return journal.handle(
                key, before -> before.acknowledged(acknowledgement), EventHistory.Kind.ACKNOWLEDGED, by, note.strip());
    }

    /** Takes an acknowledgement back. */
    public Optional<Event> unacknowledge(String key, String by) {
        return journal.handle(key, before -> before.acknowledged(null), EventHistory.Kind.UNACKNOWLEDGED, by, "");
    }

    /**
     * Somebody is to look after an event.
     *
     * @param assignee a name; empty takes the assignment back
     * @throws IllegalArgumentException when the name is too long
     */
    public Optional<Event> assign(String key, String by, String assignee) {
        String name = assignee.strip();
        if (name.isEmpty()) {
            return journal.handle(key, before -> before.assigned(null), EventHistory.Kind.UNASSIGNED, by, "");
        }
        Handling.Assignment assignment = new Handling.Assignment(name, by, clock.instant());
        return journal.handle(key, before -> before.assigned(assignment), EventHistory.Kind.ASSIGNED, by, name);
    }
}
