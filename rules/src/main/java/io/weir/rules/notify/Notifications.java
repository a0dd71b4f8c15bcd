package io.weir.rules.notify;

import io.weir.collector.metric.SelfMetric;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.Severity;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers of events: once when one fires, and once when it is over. A notification is written with the event's change
 * and sent until its receiver has it, so it arrives at least once, a kill of Weir included. Thread-safe.
 */
public final class Notifications implements EventJournal.Companion, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    /**
     * Events below this are kept and shown but wake nobody, whoever the receiver: JobStarted, JobStopped and JobRecovered are
     * records. That a job recovered is told as the end of its JobFailed.
     */
    public static final Severity LEAST_SEVERITY = Severity.WARNING;

    private final Outbox outbox;
    private final List<WebhookReceiver> receivers;
    private final URI externalUrl;
    private final Clock clock;
    private final List<Courier> couriers = new ArrayList<>();

    private Notifications(Outbox outbox, List<WebhookReceiver> receivers, URI externalUrl, Clock clock) {
        this.outbox = outbox;
        this.receivers = List.copyOf(receivers);
        this.externalUrl = externalUrl;
        this.clock = clock;
    }

    /** Opens the outbox in the database and begins to send what waits in it. */
    public static Notifications open(Jdbi jdbi, List<WebhookReceiver> receivers, URI externalUrl, Clock clock) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> ThreadLocalRandom.current()
                .nextDouble());
        return start(new SqlOutbox(jdbi), receivers, externalUrl, clock, backoff);
    }

    static Notifications start(
            Outbox outbox, List<WebhookReceiver> receivers, URI externalUrl, Clock clock, Backoff backoff) {
        Notifications notifications = new Notifications(outbox, receivers, externalUrl, clock);
        int abandoned = outbox.abandonExcept(
                receivers.stream().map(WebhookReceiver::name).toList(), "the receiver is no longer in the config");
        if (abandoned > 0) {
            LOG.warn(
                    "{} notifications wait for receivers that are no longer in the config; they are dead now",
                    abandoned);
        }
        WebhookSender sender = new WebhookSender(clock);
        for (WebhookReceiver receiver : receivers) {
            notifications.couriers.add(new Courier(receiver, outbox, sender, backoff, clock));
        }
        notifications.couriers.forEach(Courier::start);
        return notifications;
    }

    @Override
    public void write(EventChange change) {
        write(change, name -> true);
    }

    /** Writes a change to the outbox for those receivers whose names {@code wanted} takes. */
    public void write(EventChange change, Predicate<String> wanted) {
        boolean over = change.kind() == EventChange.Kind.RESOLVED;
        boolean on = change.kind() == EventChange.Kind.FIRED || change.kind() == EventChange.Kind.REPEATED;
        if (change.event().severity().compareTo(LEAST_SEVERITY) < 0 || !over && !on) {
            return;
        }
        for (WebhookReceiver receiver : receivers) {
            if (wanted.test(receiver.name()) && (!over || receiver.sendResolved())) {
                outbox.add(outgoing(change.event(), receiver));
            }
        }
    }

    private Outgoing outgoing(Event event, WebhookReceiver receiver) {
        Instant now = clock.instant();
        boolean over = event.resolvedAt() != null;
        String repetition = event.annotations().getOrDefault(Event.REPETITION, "");
        Notification notification = new Notification(
                event.id()
                        + (over ? "-resolved-" : repetition.isEmpty() ? "-firing-" : "-again-" + repetition + "-")
                        + Integer.toHexString(receiver.name().hashCode()),
                receiver.name(),
                Notification.State.PENDING,
                List.of(event.id()),
                (over ? "resolved: " : "firing: ") + event.summary(),
                now,
                null,
                0,
                now,
                null);
        return new Outgoing(
                notification,
                0,
                AlertmanagerPayload.groupKey(event),
                AlertmanagerPayload.of(event, receiver.name(), externalUrl),
                now.plus(receiver.giveUpAfter()));
    }

    @Override
    public void committed() {
        couriers.forEach(Courier::wake);
    }

    /** What was sent, newest first. */
    public List<Notification> newest(int limit) {
        return outbox.newest(limit);
    }

    /** Sends a dead notification again; false when there is no such dead notification, or its receiver is gone. */
    public boolean resend(String id) {
        Optional<WebhookReceiver> receiver = outbox.find(id).flatMap(outgoing -> receivers.stream()
                .filter(candidate ->
                        candidate.name().equals(outgoing.notification().receiver()))
                .findFirst());
        Instant now = clock.instant();
        boolean revived = receiver.isPresent()
                && outbox.revive(id, now, now.plus(receiver.get().giveUpAfter()));
        committed();
        return revived;
    }

    /** What each receiver's courier counts about itself. */
    public List<SelfMetric> selfMetrics() {
        return couriers.stream()
                .flatMap(courier -> courier.selfMetrics().stream())
                .toList();
    }

    /** Forgets what was sent or given up before {@code before}. */
    public int deleteDoneBefore(Instant before, int limit) {
        return outbox.deleteDoneBefore(before, limit);
    }

    @Override
    public void close() {
        couriers.forEach(Courier::close);
    }
}
