package io.weir.rules.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * How many more messages an account takes: at most so many in any stretch of its time, wherever that begins, so that no way of counting on the
 * other side is offended. What was sent is stored before it is sent, so a restart forgets nothing. Thread-safe.
 */
final class ChannelAllowance {
    /** Messages take time on their way, so two may arrive closer together than they were sent. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final ChannelLimit limit;
    private final AllowanceStore store;
    private final Deque<Instant> sent = new ArrayDeque<>();
    private Instant mutedUntil;

    ChannelAllowance(ChannelLimit limit, AllowanceStore store) {
        this.limit = limit;
        this.store = store;
        AllowanceStore.Used used = store.load(limit.account());
        sent.addAll(used.sent());
        mutedUntil = used.mutedUntil();
    }

    /** How many may be sent now. */
    synchronized int left(Instant now) {
        if (now.isBefore(mutedUntil)) {
            return 0;
        }
        forgetOld(now);
        return limit.messages() - sent.size();
    }

    private void forgetOld(Instant now) {
        Instant old = now.minus(limit.per()).minus(MARGIN);
        while (!sent.isEmpty() && !sent.peekFirst().isAfter(old)) {
            sent.removeFirst();
        }
    }

    /** So many are kept for what matters most and may come any moment. */
    int reserved() {
        return limit.messages() / 4;
    }

    /** When the next may be sent, if none may now. */
    synchronized Instant nextAt(Instant now, int needed) {
        if (now.isBefore(mutedUntil)) {
            return mutedUntil;
        }
        forgetOld(now);
        int over = sent.size() + needed - limit.messages();
        if (over <= 0) {
            return now;
        }
        List<Instant> times = new ArrayList<>(sent);
        return times.get(Math.min(over, times.size()) - 1).plus(limit.per()).plus(MARGIN);
    }

    /** One is about to be sent; durable when this returns. */
    synchronized void use(Instant now) {
        forgetOld(now);
        sent.addLast(now);
        store.save(limit.account(), new AllowanceStore.Used(List.copyOf(sent), mutedUntil));
    }

    /** The account said that it takes nothing until then. */
    synchronized void mute(Instant until) {
        mutedUntil = until;
        store.save(limit.account(), new AllowanceStore.Used(List.copyOf(sent), mutedUntil));
    }

    ChannelLimit limit() {
        return limit;
    }
}
