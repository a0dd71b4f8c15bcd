package io.weir.rules.notify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An outbox in memory, for replay and tests. */
final class MemoryOutbox implements Outbox {
    private final Map<String, Outgoing> all = new LinkedHashMap<>();
    private long lastSeq;

    @Override
    public synchronized void add(Outgoing outgoing) {
        Notification notification = truncated(outgoing.notification());
        all.putIfAbsent(
                notification.id(),
                new Outgoing(
                        notification,
                        ++lastSeq,
                        outgoing.groupKey(),
                        outgoing.payload(),
                        outgoing.giveUpAt().truncatedTo(ChronoUnit.MILLIS)));
    }

    @Override
    public synchronized Optional<Outgoing> due(String receiver, Instant now) {
        return heads(receiver)
                .filter(outgoing -> !nextAttempt(outgoing).isAfter(now))
                .findFirst();
    }

    @Override
    public synchronized Optional<Instant> nextDue(String receiver) {
        return heads(receiver).map(MemoryOutbox::nextAttempt).min(Comparator.naturalOrder());
    }

    private static Instant nextAttempt(Outgoing outgoing) {
        Instant next = outgoing.notification().nextAttemptAt();
        return next == null ? Instant.EPOCH : next;
    }

    /** The oldest pending notification of each group. */
    private Stream<Outgoing> heads(String receiver) {
        Map<String, Outgoing> heads = new LinkedHashMap<>();
        all.values().stream()
                .filter(outgoing -> outgoing.notification().receiver().equals(receiver))
                .filter(outgoing -> outgoing.notification().state() == Notification.State.PENDING)
                .forEach(outgoing -> heads.putIfAbsent(outgoing.groupKey(), outgoing));
        return heads.values().stream();
    }

    @Override
    public synchronized void update(Notification notification) {
        all.computeIfPresent(notification.id(), (id, before) -> with(before, truncated(notification)));
    }

    private static Outgoing with(Outgoing before, Notification notification) {
        return new Outgoing(notification, before.seq(), before.groupKey(), before.payload(), before.giveUpAt());
    }

    @Override
    public synchronized boolean revive(String id, Instant now, Instant giveUpAt) {
        Outgoing outgoing = all.get(id);
        if (outgoing == null || outgoing.notification().state() != Notification.State.DEAD) {
            return false;
        }
        Notification dead = outgoing.notification();
        Notification pending = new Notification(
                dead.id(),
                dead.receiver(),
                Notification.State.PENDING,
                dead.eventIds(),
                dead.summary(),
                dead.createdAt(),
                null,
                0,
                now,
                dead.lastError());
        all.put(
                id,
                new Outgoing(
                        truncated(pending),
                        outgoing.seq(),
                        outgoing.groupKey(),
                        outgoing.payload(),
                        giveUpAt.truncatedTo(ChronoUnit.MILLIS)));
        return true;
    }

    @Override
    public synchronized int abandonExcept(Collection<String> receivers, String reason) {
        List<Notification> abandoned = all.values().stream()
                .map(Outgoing::notification)
                .filter(notification -> notification.state() == Notification.State.PENDING)
                .filter(notification -> !receivers.contains(notification.receiver()))
                .toList();
        abandoned.forEach(notification -> update(notification.dead(notification.attempts(), reason)));
        return abandoned.size();
    }

    @Override
    public synchronized int pending(String receiver) {
        return (int) all.values().stream()
                .map(Outgoing::notification)
                .filter(notification -> notification.state() == Notification.State.PENDING)
                .filter(notification -> notification.receiver().equals(receiver))
                .count();
    }

    @Override
    public synchronized Optional<Outgoing> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized List<Notification> newest(int limit) {
        return all.values().stream()
                .sorted(Comparator.comparingLong(Outgoing::seq).reversed())
                .limit(limit)
                .map(Outgoing::notification)
                .toList();
    }

    @Override
    public synchronized int deleteDoneBefore(Instant before, int limit) {
        List<String> done = all.values().stream()
                .map(Outgoing::notification)
                .filter(notification -> notification.state() != Notification.State.PENDING)
                .filter(notification -> notification.createdAt().isBefore(before))
                .map(Notification::id)
                .limit(limit)
                .toList();
        done.forEach(all::remove);
        return done.size();
    }

    private static Notification truncated(Notification n) {
        return new Notification(
                n.id(),
                n.receiver(),
                n.state(),
                n.eventIds(),
                n.summary(),
                n.createdAt().truncatedTo(ChronoUnit.MILLIS),
                truncated(n.sentAt()),
                n.attempts(),
                truncated(n.nextAttemptAt()),
                n.lastError());
    }

    private static @Nullable Instant truncated(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
