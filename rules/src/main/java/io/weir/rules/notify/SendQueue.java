package io.weir.rules.notify;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one destination, in memory: the most urgent first, and those of one group in their order. Bounded; the outbox is
 * read again for what did not fit. The courier's lock guards it.
 */
final class SendQueue {
    private final String destination;
    private final Outbox outbox;
    private final int capacity;
    private final Map<String, ArrayDeque<Outgoing>> groups = new HashMap<>();
    private final PriorityQueue<Outgoing> ready = new PriorityQueue<>(Outgoing.URGENCY);
    private final PriorityQueue<Outgoing> waiting =
            new PriorityQueue<>(Comparator.comparing(Outgoing::nextAttempt).thenComparingLong(Outgoing::seq));
    private final Set<Long> early = new HashSet<>();
    private long lastSeq;
    private boolean moreInOutbox = true;
    private int size;

    SendQueue(String destination, Outbox outbox, int capacity) {
        this.destination = destination;
        this.outbox = outbox;
        this.capacity = capacity;
    }

    /** This one was just committed. */
    void offer(Outgoing outgoing) {
        if (moreInOutbox || outgoing.seq() <= lastSeq) {
            return;
        }
        if (size >= capacity) {
            moreInOutbox = true;
            return;
        }
        lastSeq = outgoing.seq();
        put(outgoing);
    }

    /** One that was written beside the order in which the others are; the outbox is not to give it again. */
    void putNow(Outgoing outgoing) {
        early.add(outgoing.seq());
        put(outgoing);
    }

    /** One that was dead waits again. */
    void revived(Outgoing outgoing) {
        if (outgoing.seq() <= lastSeq) {
            put(outgoing);
        }
    }

    private void put(Outgoing outgoing) {
        size++;
        ArrayDeque<Outgoing> group = groups.computeIfAbsent(outgoing.message().groupKey(), key -> new ArrayDeque<>(2));
        group.addLast(outgoing);
        if (group.size() == 1) {
            enqueue(outgoing);
        }
    }

    private void enqueue(Outgoing head) {
        // The clock is not asked here: take moves what is due.
        (head.notification().attempts() == 0 ? ready : waiting).add(head);
    }

    /** The next to send now, which is in flight until {@link #done} or {@link #again} is told. */
    @Nullable
    Outgoing take(Instant now) {
        refill();
        moveDue(now);
        return ready.poll();
    }

    private void moveDue(Instant now) {
        for (Outgoing next = waiting.peek(); next != null && !next.nextAttempt().isAfter(now); next = waiting.peek()) {
            waiting.remove();
            ready.add(next);
        }
    }

    /** Everything that could be sent now, the most urgent first, as {@link #take} would give it. */
    List<Outgoing> peek(Instant now) {
        refill();
        moveDue(now);
        return ready.stream().sorted(Outgoing.URGENCY).toList();
    }

    /** How many could be sent now. */
    int ready(Instant now) {
        refill();
        moveDue(now);
        return ready.size();
    }

    /** Takes one that {@link #peek} gave. */
    void take(Outgoing outgoing) {
        ready.remove(outgoing);
    }

    private void refill() {
        if (moreInOutbox && size <= capacity / 2) {
            int room = capacity - size;
            List<Outgoing> more = outbox.pendingAfter(destination, lastSeq, room);
            for (Outgoing outgoing : more) {
                if (!early.contains(outgoing.seq())) {
                    lastSeq = outgoing.seq();
                    put(outgoing);
                }
            }
            early.removeIf(seq -> seq <= lastSeq);
            moreInOutbox = more.size() == room;
        }
    }

    /** One in flight is done with. */
    void done(Outgoing outgoing) {
        size--;
        String key = outgoing.message().groupKey();
        ArrayDeque<Outgoing> group = groups.get(key);
        if (group == null) {
            return;
        }
        group.removeFirst();
        if (group.isEmpty()) {
            groups.remove(key);
        } else {
            enqueue(group.getFirst());
        }
    }

    /** One in flight is to be tried again. */
    void again(Outgoing newer) {
        ArrayDeque<Outgoing> group = groups.get(newer.message().groupKey());
        if (group != null) {
            group.removeFirst();
            group.addFirst(newer);
        }
        waiting.add(newer);
    }

    /** When the next becomes due: now or earlier when one is ready; empty when none waits. */
    Optional<Instant> nextDue() {
        if (!ready.isEmpty() || moreInOutbox && size <= capacity / 2) {
            return Optional.of(Instant.MIN);
        }
        return Optional.ofNullable(waiting.peek()).map(Outgoing::nextAttempt);
    }
}
