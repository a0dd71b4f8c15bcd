package io.weir.rules.notify;

import io.weir.collector.metric.SelfMetric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one channel of one receiver its notifications, a few at a time, on threads of its own, so that a slow one holds up no other.
 * Thread-safe.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** The longest sleep without a look: bounds how late a notification is after the clock was set. */
    private static final long MAX_SLEEP_MS = 10_000;

    /** What waited longer is looked at again before it is sent: it may be silenced by now. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** What couriers share. */
    record Tools(
            Outbox outbox,
            Results results,
            Review review,
            Backoff backoff,
            Clock clock,
            int inFlight,
            int capacity,
            Limits limits) {}

    /** Looks again at what has waited. */
    interface Review {
        /** As it is to be sent now; DROPPED when nothing is left to tell. */
        Outgoing before(Outgoing attempt, Instant now);

        /** It was delivered, dropped or given up. */
        void ended(Outgoing outgoing);
    }

    private final Destination destination;
    private final Channel channel;
    private final Tools tools;
    private final Circuit circuit;
    private final SendQueue queue;
    private final @Nullable LimitedQueue limited;
    private final SendCounts counts = new SendCounts();
    private final List<Thread> threads = new ArrayList<>();
    private int inFlight;
    private int waiting;
    private boolean closed;

    Courier(Destination destination, Channel channel, Tools tools) {
        this.destination = destination;
        this.channel = channel;
        this.tools = tools;
        this.circuit = new Circuit(tools.backoff());
        this.queue = new SendQueue(destination.key(), tools.outbox(), tools.capacity());
        ChannelLimit limit = destination.config().limit();
        this.limited = limit == null
                ? null
                : new LimitedQueue(
                        queue,
                        tools.limits().of(limit),
                        destination,
                        tools.limits().writer(),
                        tools.limits().seq());
    }

    void start() {
        for (int i = 0; i < tools.inFlight(); i++) {
            Thread thread = new Thread(this::run, "weir-notify-" + destination.key() + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** These were committed for this destination. */
    synchronized void offer(List<Outgoing> committed) {
        committed.forEach(queue::offer);
        notifyAll();
    }

    synchronized void revived(Outgoing outgoing) {
        circuit.answered();
        queue.revived(outgoing);
        notifyAll();
    }

    /** Something else changed: the clock, or what is silenced. */
    synchronized void wake() {
        notifyAll();
    }

    private void run() {
        while (true) {
            try {
                Outgoing next = next();
                while (next != null) {
                    next = deliver(next, this::take);
                }
                if (isClosed()) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The outbox of {} could not be worked on; trying again", destination.key(), e);
                pause();
            }
        }
    }

    /** Waits for the next that may be sent; null at the end. */
    private synchronized @Nullable Outgoing next() throws InterruptedException {
        while (!closed) {
            Outgoing outgoing = take();
            if (outgoing != null) {
                return outgoing;
            }
            waiting++;
            try {
                wait(sleepMillis());
            } finally {
                waiting--;
            }
        }
        return null;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private @Nullable Outgoing take() {
        if (closed) {
            return null;
        }
        Instant now = tools.clock().instant();
        if (inFlight >= circuit.allows(now, tools.inFlight())) {
            return null;
        }
        Outgoing outgoing = limited == null ? queue.take(now) : limited.take(now);
        if (outgoing != null) {
            inFlight++;
        }
        return outgoing;
    }

    private long sleepMillis() {
        Instant now = tools.clock().instant();
        if (inFlight >= Math.max(1, circuit.allows(Instant.MAX, tools.inFlight()))) {
            return MAX_SLEEP_MS;
        }
        Instant opens = circuit.opensAt();
        if (limited != null && limited.nextAt(now).isAfter(opens)) {
            opens = limited.nextAt(now);
        }
        Instant earliest = opens;
        return queue.nextDue()
                .map(due -> due.isBefore(earliest) ? earliest : due)
                .map(due -> due.isBefore(now) ? 1 : Duration.between(now, due).toMillis())
                .map(wait -> Math.max(1, Math.min(wait, MAX_SLEEP_MS)))
                .orElse(MAX_SLEEP_MS);
    }

    /** Sends one that is due, if there is one; for tests that hold the clock. */
    boolean sendOne() throws InterruptedException {
        Outgoing outgoing;
        synchronized (this) {
            outgoing = take();
        }
        if (outgoing != null) {
            var unused = deliver(outgoing, () -> null);
        }
        return outgoing != null;
    }

    /**
     * Sends one, notes what came of it, and takes the next in the same breath: a lock that four threads want is dear.
     *
     * @return what {@code next} gives, asked with the lock held
     */
    private @Nullable Outgoing deliver(Outgoing taken, Next next) throws InterruptedException {
        Outgoing end = null;
        boolean whole = false;
        Outgoing following;
        try {
            Instant now = tools.clock().instant();
            Outgoing outgoing = taken;
            if (taken.notification().attempts() > 0
                    || Duration.between(taken.notification().createdAt(), now).compareTo(FRESH) > 0) {
                outgoing = tools.review().before(taken, now);
            }
            end = outgoing.notification().state() == Notification.State.PENDING ? send(outgoing) : outgoing;
            // What was delivered is noted before the next is sent: that bounds what a kill doubles.
            tools.results().add(end);
            if (end.notification().state() != Notification.State.PENDING) {
                tools.review().ended(end);
            }
            whole = true;
        } finally {
            // Whoever throws sends nothing more, so the next one must not be taken for it.
            following = ended(taken, end, whole ? next : () -> null);
        }
        return following;
    }

    /** What is sent after one that ended. */
    private interface Next {
        @Nullable
        Outgoing take();
    }

    private Outgoing send(Outgoing outgoing) throws InterruptedException {
        Notification notification = outgoing.notification();
        int attempt = notification.attempts() + 1;
        Delivery delivery = channel.send(outgoing.message());
        Instant now = tools.clock().instant();
        if (delivery instanceof Delivery.Delivered) {
            counts.sent.increment();
            return outgoing.with(notification.sent(attempt, now));
        }
        if (delivery instanceof Delivery.Refused refused) {
            LOG.warn("{} refused notification {}: {}", destination.key(), notification.id(), refused.cause());
            counts.dead.increment();
            synchronized (this) {
                circuit.answered();
            }
            return outgoing.with(notification.dead(attempt, refused.cause()));
        }
        return outgoing.with(failed(outgoing, attempt, (Delivery.Retry) delivery, now));
    }

    private Notification failed(Outgoing outgoing, int attempt, Delivery.Retry retry, Instant now) {
        Notification notification = outgoing.notification();
        synchronized (this) {
            circuit.failed(retry.cause(), retry.after(), now);
            if (limited != null && retry.after() != null) {
                limited.mute(now.plus(retry.after()));
            }
        }
        Duration asked = retry.after();
        Instant next = now.plus(asked == null ? tools.backoff().before(attempt) : asked);
        if (next.isAfter(outgoing.giveUpAt())) {
            LOG.warn("Gave up notification {} to {}: {}", notification.id(), destination.key(), retry.cause());
            counts.dead.increment();
            return notification.dead(attempt, "given up: " + retry.cause());
        }
        counts.retried.increment();
        return notification.waiting(attempt, next, retry.cause());
    }

    private synchronized @Nullable Outgoing ended(Outgoing taken, @Nullable Outgoing end, Next next) {
        inFlight--;
        if (end != null && end.notification().state() == Notification.State.SENT) {
            circuit.answered();
        }
        if (end == null) {
            // The send was interrupted or broke: what came of it is unknown, so it is tried again.
            Notification notification = taken.notification();
            Instant later = tools.clock().instant().plus(tools.backoff().before(1));
            queue.again(taken.with(notification.waiting(notification.attempts() + 1, later, "the send broke off")));
        } else if (end.notification().state() == Notification.State.PENDING) {
            queue.again(end);
        } else {
            queue.done(end);
        }
        Outgoing following = next.take();
        if (waiting > 0) {
            notifyAll();
        }
        return following;
    }

    private synchronized void pause() {
        try {
            if (!closed) {
                wait(1000);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** How sending goes. */
    synchronized ChannelHealth health() {
        return new ChannelHealth(
                destination.receiver(),
                destination.channel(),
                circuit.failingSince(),
                circuit.failures(),
                circuit.failures() == 0 ? null : circuit.lastError());
    }

    List<SelfMetric> selfMetrics() {
        return counts.selfMetrics(tools.outbox().pending(destination.key())).stream()
                .map(metric -> metric.with("receiver", destination.receiver()).with("channel", destination.channel()))
                .toList();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(5_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }
}
