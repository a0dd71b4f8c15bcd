package io.weir.rules.notify;

import io.weir.collector.metric.SelfMetric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one receiver its notifications, on a thread of its own, so that a slow one holds up no other. */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** The longest sleep without a look: bounds how late a notification is after the clock was set. */
    private static final long MAX_SLEEP_MS = 10_000;

    private final WebhookReceiver receiver;
    private final Outbox outbox;
    private final WebhookSender sender;
    private final Backoff backoff;
    private final Clock clock;
    private final LongAdder sent = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private final Thread thread;
    private boolean woken;
    private volatile boolean closed;

    Courier(WebhookReceiver receiver, Outbox outbox, WebhookSender sender, Backoff backoff, Clock clock) {
        this.receiver = receiver;
        this.outbox = outbox;
        this.sender = sender;
        this.backoff = backoff;
        this.clock = clock;
        this.thread = new Thread(this::run, "weir-notify-" + receiver.name());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    List<SelfMetric> selfMetrics() {
        return Stream.of(
                        SelfMetric.counter("weir_notifications_sent_total", "Notifications taken.", sent.sum()),
                        SelfMetric.counter(
                                "weir_notification_retries_total", "Sends to be tried again.", retried.sum()),
                        SelfMetric.counter(
                                "weir_notifications_dead_total", "Notifications refused or given up.", givenUp.sum()),
                        SelfMetric.gauge(
                                "weir_notifications_pending",
                                "Notifications that wait to be sent.",
                                outbox.pending(receiver.name())))
                .map(metric -> metric.with("receiver", receiver.name()))
                .toList();
    }

    /** Something may be due. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private void run() {
        while (!closed) {
            try {
                Optional<Outgoing> due = outbox.due(receiver.name(), clock.instant());
                if (due.isPresent()) {
                    deliver(due.get());
                } else {
                    sleep();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The outbox of receiver {} could not be worked on; trying again", receiver.name(), e);
                pause();
            }
        }
    }

    private void deliver(Outgoing outgoing) throws InterruptedException {
        Notification notification = outgoing.notification();
        int attempt = notification.attempts() + 1;
        Delivery delivery = sender.send(receiver, notification.id(), outgoing.payload());
        Instant now = clock.instant();
        if (delivery instanceof Delivery.Delivered) {
            sent.increment();
            outbox.update(notification.sent(attempt, now));
        } else if (delivery instanceof Delivery.Refused refused) {
            LOG.warn("Receiver {} refused notification {}: {}", receiver.name(), notification.id(), refused.cause());
            givenUp.increment();
            outbox.update(notification.dead(attempt, refused.cause()));
        } else if (delivery instanceof Delivery.Retry retry) {
            Duration asked = retry.after();
            Instant next = now.plus(asked == null ? backoff.before(attempt) : asked);
            if (next.isAfter(outgoing.giveUpAt())) {
                LOG.warn("Gave up notification {} to {}: {}", notification.id(), receiver.name(), retry.cause());
                givenUp.increment();
                outbox.update(notification.dead(attempt, "given up: " + retry.cause()));
            } else {
                retried.increment();
                outbox.update(notification.waiting(attempt, next, retry.cause()));
            }
        }
    }

    private void sleep() throws InterruptedException {
        long millis = outbox.nextDue(receiver.name())
                .map(next -> Duration.between(clock.instant(), next).toMillis())
                .map(wait -> Math.max(1, Math.min(wait, MAX_SLEEP_MS)))
                .orElse(MAX_SLEEP_MS);
        synchronized (this) {
            if (!woken && !closed) {
                wait(millis);
            }
            woken = false;
        }
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

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
