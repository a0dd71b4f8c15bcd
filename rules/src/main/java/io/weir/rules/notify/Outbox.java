package io.weir.rules.notify;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where notifications wait until their receiver has them. Thread-safe. */
interface Outbox {
    /** Adds a notification, unless there is one of its id; its {@code seq} is given by the outbox. */
    void add(Outgoing outgoing);

    /**
     * The first notification for a receiver that may be sent now: PENDING, its next attempt due, and no older one of its group
     * still PENDING.
     */
    Optional<Outgoing> due(String receiver, Instant now);

    /** When the next notification for a receiver becomes due, if one waits. */
    Optional<Instant> nextDue(String receiver);

    /** Replaces what is known of a notification's delivery. */
    void update(Notification notification);

    /** Makes a dead notification pending again; false when there is no such dead one. */
    boolean revive(String id, Instant now, Instant giveUpAt);

    /** Makes the pending notifications of all other receivers dead. */
    int abandonExcept(Collection<String> receivers, String reason);

    /** How many notifications for a receiver are PENDING. */
    int pending(String receiver);

    Optional<Outgoing> find(String id);

    /** Newest first. */
    List<Notification> newest(int limit);

    /** Forgets at most {@code limit} that were done with before {@code before}, and says how many. */
    int deleteDoneBefore(Instant before, int limit);
}
