package io.weir.rules.notify;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where notifications are kept until their receiver has them, and some time after. Thread-safe. */
interface Outbox {
    /** The {@code seq} of the newest, 0 when there is none. */
    long lastSeq();

    /** Adds notifications, within the transaction that decided them. */
    void add(List<Outgoing> decided);

    /** The oldest PENDING ones of a destination that come after {@code seq}, in order. */
    List<Outgoing> pendingAfter(String destination, long seq, int limit);

    /** Replaces what is known of deliveries, all or none. */
    void update(List<Outgoing> newer);

    /** Replaces what a notification says, and of which events. */
    void rewrite(Outgoing newer);

    /** Marks as sent those of {@code seqs} that are PENDING. */
    void sent(Collection<Long> seqs, Instant at);

    /** Makes a dead notification pending again and gives it; empty when there is no such dead one. */
    Optional<Outgoing> revive(String id, Instant now, Instant giveUpAt);

    /** Makes the pending notifications of all other destinations dead. */
    int abandonExcept(Collection<String> destinations, String reason);

    /** How many notifications for a destination are PENDING. */
    int pending(String destination);

    Optional<Outgoing> find(String id);

    /** Newest first. */
    List<Notification> newest(int limit);

    /** Forgets at most {@code limit} that were done with before {@code before}, and says how many. */
    int deleteDoneBefore(Instant before, int limit);
}
