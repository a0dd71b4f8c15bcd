package io.weir.rules.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An outbox in memory, for tests. */
final class MemoryOutbox implements Outbox {
    private final TreeMap<Long, Outgoing> all = new TreeMap<>();

    @Override
    public synchronized long lastSeq() {
        return all.isEmpty() ? 0 : all.lastKey();
    }

    @Override
    public synchronized void add(List<Outgoing> decided) {
        decided.forEach(outgoing -> all.put(outgoing.seq(), outgoing));
    }

    private Stream<Outgoing> pending() {
        return all.values().stream().filter(outgoing -> outgoing.notification().state() == Notification.State.PENDING);
    }

    @Override
    public synchronized List<Outgoing> pendingAfter(String destination, long seq, int limit) {
        return pending()
                .filter(outgoing ->
                        outgoing.seq() > seq && outgoing.destination().equals(destination))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void update(List<Outgoing> newer) {
        newer.forEach(outgoing -> all.computeIfPresent(
                outgoing.seq(),
                (seq, before) -> new Outgoing(seq, outgoing.notification(), before.message(), outgoing.giveUpAt())));
    }

    @Override
    public synchronized void rewrite(Outgoing newer) {
        all.replace(newer.seq(), newer);
    }

    @Override
    public synchronized void sent(Collection<Long> seqs, Instant at) {
        seqs.forEach(seq -> all.computeIfPresent(seq, (key, before) -> {
            Notification notification = before.notification();
            return notification.state() == Notification.State.PENDING
                    ? before.with(notification.sent(notification.attempts() + 1, at))
                    : before;
        }));
    }

    @Override
    public synchronized Optional<Outgoing> revive(String id, Instant now, Instant giveUpAt) {
        Optional<Outgoing> revived = find(id).filter(
                        outgoing -> outgoing.notification().state() == Notification.State.DEAD)
                .map(outgoing -> new Outgoing(
                        outgoing.seq(),
                        outgoing.notification()
                                .waiting(
                                        0,
                                        now,
                                        String.valueOf(outgoing.notification().lastError())),
                        outgoing.message(),
                        giveUpAt));
        revived.ifPresent(outgoing -> all.put(outgoing.seq(), outgoing));
        return revived;
    }

    @Override
    public synchronized int abandonExcept(Collection<String> destinations, String reason) {
        List<Outgoing> abandoned = new ArrayList<>(pending()
                .filter(outgoing -> !destinations.contains(outgoing.destination()))
                .map(outgoing -> outgoing.with(
                        outgoing.notification().dead(outgoing.notification().attempts(), reason)))
                .toList());
        update(abandoned);
        return abandoned.size();
    }

    @Override
    public synchronized int pending(String destination) {
        return pendingAfter(destination, 0, Integer.MAX_VALUE).size();
    }

    @Override
    public synchronized Optional<Outgoing> find(String id) {
        return NotificationId.seq(id)
                .map(all::get)
                .filter(outgoing -> outgoing.notification().id().equals(id));
    }

    @Override
    public synchronized List<Notification> newest(int limit) {
        return all.descendingMap().values().stream()
                .limit(limit)
                .map(Outgoing::notification)
                .toList();
    }

    @Override
    public synchronized int deleteDoneBefore(Instant before, int limit) {
        List<Long> done = all.values().stream()
                .filter(outgoing -> outgoing.notification().state() != Notification.State.PENDING)
                .filter(outgoing -> outgoing.notification().createdAt().isBefore(before))
                .map(Outgoing::seq)
                .limit(limit)
                .toList();
        done.forEach(all::remove);
        return done.size();
    }
}
