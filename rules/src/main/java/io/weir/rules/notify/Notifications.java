package io.weir.rules.notify;

import io.weir.collector.metric.SelfMetric;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.Severity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private final ReceiptLog receipts;
    private final Results results;
    private final URI externalUrl;
    private final Clock clock;
    private final Map<String, Destination> destinations = new LinkedHashMap<>();
    private final Map<String, Courier> couriers = new LinkedHashMap<>();
    private final AtomicLong seq;
    private final List<Outgoing> uncommitted = new ArrayList<>();

    private Notifications(Outbox outbox, ReceiptLog receipts, URI externalUrl, Clock clock) {
        this.outbox = outbox;
        this.receipts = receipts;
        this.results = new Results(outbox, receipts);
        this.externalUrl = externalUrl;
        this.clock = clock;
        this.seq = new AtomicLong(outbox.lastSeq());
    }

    /** Opens the outbox in the database and begins to send what waits in it. */
    public static Notifications open(
            Jdbi jdbi, Path dataDirectory, List<Receiver> receivers, URI externalUrl, Clock clock) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> ThreadLocalRandom.current()
                .nextDouble());
        ReceiptLog receipts = ReceiptLog.open(dataDirectory.resolve("notify.receipts"));
        return start(new SqlOutbox(jdbi), receipts, receivers, externalUrl, clock, backoff);
    }

    static Notifications start(
            Outbox outbox,
            ReceiptLog receipts,
            List<Receiver> receivers,
            URI externalUrl,
            Clock clock,
            Backoff backoff) {
        outbox.sent(receipts.unknown(), clock.instant());
        receipts.clear();
        Notifications notifications = new Notifications(outbox, receipts, externalUrl, clock);
        for (Receiver receiver : receivers) {
            for (int place = 0; place < receiver.channels().size(); place++) {
                Destination destination = Destination.of(receiver, place);
                notifications.destinations.put(destination.key(), destination);
            }
        }
        notifications.begin(backoff);
        return notifications;
    }

    private void begin(Backoff backoff) {
        int abandoned = outbox.abandonExcept(destinations.keySet(), "the receiver is no longer in the config");
        if (abandoned > 0) {
            LOG.warn(
                    "{} notifications wait for receivers that are no longer in the config; they are dead now",
                    abandoned);
        }
        Courier.Tools tools = new Courier.Tools(outbox, results, new NoReview(), backoff, clock, 4, 10_000);
        destinations.forEach((key, destination) ->
                couriers.put(key, new Courier(destination, destination.config().open(new ChannelTools(clock)), tools)));
        results.start();
        couriers.values().forEach(Courier::start);
    }

    private static final class NoReview implements Courier.Review {
        @Override
        public Outgoing before(Outgoing attempt, Instant now) {
            return attempt;
        }

        @Override
        public void ended(Outgoing outgoing) {}
    }

    @Override
    public void write(EventChange change) {
        write(change, name -> true);
    }

    /** Writes a change to the outbox for those receivers whose names {@code wanted} takes. */
    public synchronized void write(EventChange change, Predicate<String> wanted) {
        boolean over = change.kind() == EventChange.Kind.RESOLVED;
        boolean on = change.kind() == EventChange.Kind.FIRED || change.kind() == EventChange.Kind.REPEATED;
        if (change.event().severity().compareTo(LEAST_SEVERITY) < 0 || !over && !on) {
            return;
        }
        List<Outgoing> decided = destinations.values().stream()
                .filter(destination -> wanted.test(destination.receiver()))
                .filter(destination -> !over || destination.config().sendResolved())
                .map(destination -> outgoing(change.event(), destination))
                .filter(outgoing -> change.kind() != EventChange.Kind.REPEATED || isNew(outgoing.notification()))
                .toList();
        outbox.add(decided);
        uncommitted.addAll(decided);
    }

    /** A restart counts the repetitions of an event anew. */
    private boolean isNew(Notification repetition) {
        return outbox.newest(1000).stream()
                .noneMatch(known -> known.eventIds().equals(repetition.eventIds())
                        && known.summary().equals(repetition.summary())
                        && known.receiver().equals(repetition.receiver()));
    }

    private Outgoing outgoing(Event event, Destination destination) {
        Instant now = clock.instant();
        long place = seq.incrementAndGet();
        String repetition = event.annotations().getOrDefault(Event.REPETITION, "");
        String firing = repetition.isEmpty() ? "firing: " : "firing, repetition " + repetition + ": ";
        Notification notification = new Notification(
                NotificationId.of(place, now),
                destination.receiver(),
                destination.channel(),
                Notification.State.PENDING,
                List.of(event.id()),
                (event.resolvedAt() != null ? "resolved: " : firing) + event.summary(),
                now,
                null,
                0,
                now,
                null);
        Map<String, String> labels = new TreeMap<>(event.labels());
        labels.remove("severity");
        String groupKey = labels.entrySet().stream()
                .map(label -> label.getKey() + "=\""
                        + label.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", ", "{}:{", "}"));
        Message message = new Message(
                notification.id(),
                destination.receiver(),
                groupKey,
                labels,
                List.of(event),
                0,
                null,
                externalUrl,
                Map.of());
        return new Outgoing(
                place, notification, message, now.plus(destination.config().giveUpAfter()));
    }

    @Override
    public synchronized void committed() {
        Map<String, List<Outgoing>> byDestination =
                uncommitted.stream().collect(Collectors.groupingBy(Outgoing::destination));
        byDestination.forEach((key, list) -> courier(key).offer(list));
        uncommitted.clear();
    }

    private Courier courier(String destination) {
        return Objects.requireNonNull(couriers.get(destination));
    }

    /** What was sent, newest first. */
    public List<Notification> newest(int limit) {
        return outbox.newest(limit);
    }

    /** Sends a dead notification again; false when there is no such dead notification, or its receiver is gone. */
    public boolean resend(String id) {
        Optional<Destination> destination = outbox.find(id).map(outgoing -> destinations.get(outgoing.destination()));
        if (destination.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        Optional<Outgoing> revived =
                outbox.revive(id, now, now.plus(destination.get().config().giveUpAfter()));
        revived.ifPresent(outgoing -> courier(destination.get().key()).revived(outgoing));
        return revived.isPresent();
    }

    /** How sending through each channel goes. */
    public List<ChannelHealth> health() {
        return couriers.values().stream().map(Courier::health).toList();
    }

    /** What each channel's courier counts about itself. */
    public List<SelfMetric> selfMetrics() {
        return couriers.values().stream()
                .flatMap(courier -> courier.selfMetrics().stream())
                .toList();
    }

    /** Forgets what was sent or given up before {@code before}. */
    public int deleteDoneBefore(Instant before, int limit) {
        return outbox.deleteDoneBefore(before, limit);
    }

    @Override
    public void close() {
        couriers.values().forEach(Courier::close);
        results.close();
        receipts.close();
    }
}
