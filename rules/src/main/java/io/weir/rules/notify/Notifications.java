package io.weir.rules.notify;

import io.weir.collector.metric.SelfMetric;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventState;
import io.weir.rules.event.EventStore;
import io.weir.rules.event.Severity;
import io.weir.rules.route.Inhibitions;
import io.weir.rules.route.Routing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers of events, by routes and through visible stages: {@link Stage}s hold back, the outbox keeps what is decided, couriers bring it.
 * What was decided is told at least once, a kill of Weir included, and nothing is decided twice. Thread-safe.
 */
public final class Notifications implements EventJournal.Companion, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    /**
     * Events below this are kept and shown but wake nobody, whoever the receiver: JobStarted, JobStopped and JobRecovered are
     * records. That a job recovered is told as the end of its JobFailed.
     */
    public static final Severity LEAST_SEVERITY = Severity.WARNING;

    /** Where it is kept. */
    record Keeping(Dispatcher.Stores stores, ReceiptLog receipts, Backoff backoff, Inbox inbox) {
        Keeping(Dispatcher.Stores stores, ReceiptLog receipts, Backoff backoff) {
            this(stores, receipts, backoff, new Inbox(Inbox.MOST));
        }
    }

    private final Keeping keeping;
    private final Results results;
    private final Clock clock;
    private final List<Receiver> receivers;
    private final Routing routing;
    private final Map<String, Destination> destinations = new LinkedHashMap<>();
    private final Couriers couriers;
    private final ChannelTroubles troubles;
    private final Pulse pulse = new Pulse();
    private final Inhibitions inhibitions;
    private final MuteTimeStage muteTimes;
    private final Dispatcher dispatcher;
    private final List<EventChange> uncommitted = new ArrayList<>();

    private Notifications(NotifySetup setup, Keeping keeping, Clock clock) {
        this.keeping = keeping;
        this.clock = clock;
        this.receivers = setup.receivers();
        this.routing = setup.routing();
        Outbox outbox = keeping.stores.outbox();
        outbox.sent(keeping.receipts.unknown(), clock.instant());
        keeping.receipts.clear();
        this.results = new Results(outbox, keeping.receipts);
        Map<String, List<Destination>> byReceiver = new LinkedHashMap<>();
        for (Receiver receiver : setup.receivers()) {
            List<Destination> channels = new ArrayList<>();
            for (int place = 0; place < receiver.channels().size(); place++) {
                Destination destination = Destination.of(receiver, place);
                channels.add(destination);
                destinations.put(destination.key(), destination);
            }
            byReceiver.put(receiver.name(), channels);
        }
        Tellings tellings = new Tellings();
        this.troubles = new ChannelTroubles();
        this.inhibitions = new Inhibitions(setup.routing().inhibitRules());
        this.muteTimes = new MuteTimeStage(setup.routing().intervalsByName());
        AtomicLong seq = new AtomicLong(outbox.lastSeq());
        Storms storms = new Storms(setup.storms());
        Planner planner = new Planner(
                byReceiver,
                stages(setup, tellings, storms),
                tellings,
                new MessageWriter(
                        seq,
                        setup.externalUrl(),
                        storms,
                        setup.links() == null ? (url, id, at) -> Map.of() : setup.links()::links));
        this.dispatcher = new Dispatcher(
                keeping.stores,
                new Groups(setup.routing().tree(), setup.audience(), failures(setup.receivers())),
                tellings,
                planner,
                new Heartbeats(
                        List.copyOf(destinations.values()), seq, setup.externalUrl(), this::firing, this::waits, pulse),
                troubles,
                this::offer,
                inhibitions::note,
                keeping.inbox,
                clock);
        this.couriers = new Couriers(
                destinations,
                new Courier.Tools(
                        outbox,
                        results,
                        dispatcher,
                        keeping.backoff,
                        clock,
                        setup.inFlight(),
                        10_000,
                        new Limits(keeping.stores.allowances(), new DigestRecord(keeping.stores), seq)));
    }

    /** Every step between a group that is due and its message, in order; grouping is before them, and the couriers after. */
    private List<Stage> stages(NotifySetup setup, Tellings tellings, Storms storms) {
        return List.of(
                new SeverityStage(),
                new PulseStage(pulse),
                new SilenceStage(setup.silences()),
                new InhibitStage(inhibitions),
                muteTimes,
                new QuietHoursStage(),
                new FailingReceiverStage(),
                new AcknowledgeStage(),
                new MaintenanceStage(setup.maintenance()),
                new DedupStage(tellings, setup.audience()::tellsEnd),
                new StormStage(storms));
    }

    private ReceiverFailures failures(List<Receiver> receivers) {
        return new ReceiverFailures(
                receivers.stream()
                        .filter(receiver -> !receiver.channels().isEmpty())
                        .map(Receiver::name)
                        .toList(),
                receiver -> troubles.fails(receiver, health()));
    }

    private boolean waits(String notificationId) {
        return keeping.stores
                .outbox()
                .find(notificationId)
                .filter(outgoing -> outgoing.notification().state() == Notification.State.PENDING)
                .isPresent();
    }

    private int firing() {
        return (int) keeping.stores.events().active().stream()
                .filter(event ->
                        event.state() == EventState.FIRING && event.severity().compareTo(LEAST_SEVERITY) >= 0)
                .count();
    }

    /** Opens what is kept in the database; {@link #start} begins to send. */
    public static Notifications open(
            NotifySetup setup,
            Jdbi jdbi,
            EventJournal.Transaction transaction,
            EventStore events,
            Path dataDirectory,
            Clock clock) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> ThreadLocalRandom.current()
                .nextDouble());
        ReceiptLog receipts = ReceiptLog.open(dataDirectory.resolve("notify.receipts"));
        EventLookup lookup = new EventLookup() {
            @Override
            public List<Event> active() {
                return events.active();
            }

            @Override
            public Optional<Event> find(String id) {
                return events.find(id);
            }
        };
        Dispatcher.Stores stores = new Dispatcher.Stores(
                lookup, new SqlDecisionStore(jdbi), new SqlOutbox(jdbi), new SqlAllowanceStore(jdbi), transaction);
        return open(setup, new Keeping(stores, receipts, backoff), clock);
    }

    static Notifications open(NotifySetup setup, Keeping keeping, Clock clock) {
        return new Notifications(setup, keeping, clock);
    }

    /** Takes up what was going on and begins to send. */
    public Notifications start() {
        load();
        warn(routing);
        results.start();
        couriers.start();
        dispatcher.start();
        return this;
    }

    private void warn(Routing inForce) {
        ForgettingChannels.warnings(receivers, inForce).forEach(LOG::warn);
    }

    /** Takes up what was going on when Weir ended. */
    void load() {
        int abandoned =
                keeping.stores.outbox().abandonExcept(destinations.keySet(), "the receiver is no longer in the config");
        if (abandoned > 0) {
            LOG.warn(
                    "{} notifications wait for receivers that are no longer in the config; they are dead now",
                    abandoned);
        }
        dispatcher.load();
    }

    /** Tells what is due now, without threads; for tests that hold the clock. */
    void lookAndSend() throws InterruptedException {
        dispatcher.look();
        couriers.sendAll();
        results.flush();
    }

    @Override
    public synchronized void write(EventChange change) {
        uncommitted.add(change);
    }

    @Override
    public synchronized void committed() {
        dispatcher.changed(List.copyOf(uncommitted));
        uncommitted.clear();
    }

    @Override
    public synchronized void rolledBack() {
        uncommitted.clear();
    }

    /** Goes by other routes, inhibitions and times from now on. */
    public void use(Routing routing) {
        warn(routing);
        inhibitions.use(routing.inhibitRules());
        muteTimes.use(routing.intervalsByName());
        dispatcher.use(routing.tree());
    }

    /** A silence or something like it was made, changed or taken back: what is held back is looked at again. */
    public void stagesChanged() {
        dispatcher.stagesChanged();
    }

    /** What was sent, newest first. */
    public List<Notification> newest(int limit) {
        return keeping.stores.outbox().newest(limit);
    }

    /** A notification by its id. */
    Optional<Notification> find(String id) {
        return keeping.stores.outbox().find(id).map(Outgoing::notification);
    }

    /** What was decided about telling of an event and why, the newest last. */
    public List<Decision> decisions(String eventId) {
        return keeping.stores.decisions().of(eventId);
    }

    /** Sends a dead notification again; false when there is no such dead notification, or its receiver is gone. */
    public boolean resend(String id) {
        Outbox outbox = keeping.stores.outbox();
        Optional<Destination> destination = outbox.find(id).map(outgoing -> destinations.get(outgoing.destination()));
        if (destination.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        Optional<Outgoing> revived =
                outbox.revive(id, now, now.plus(destination.get().config().giveUpAfter()));
        revived.ifPresent(outgoing -> {
            dispatcher.revived(outgoing);
            couriers.revived(outgoing);
        });
        return revived.isPresent();
    }

    /** Rules were evaluated, and will be again within {@code interval}; until the first call nothing is expected. */
    public void evaluated(Duration interval) {
        pulse.beat(clock.instant(), interval);
    }

    /** A test of a channel arrived, so it works. */
    void arrived(String receiver, String channel) {
        troubles.arrived(Destination.key(receiver, channel));
    }

    /** How sending through each channel goes. */
    List<ChannelHealth> health() {
        return couriers.health();
    }

    /** What is decided goes on its way. */
    private void offer(List<Outgoing> decided) {
        couriers.offer(decided);
    }

    /** What each channel's courier counts about itself. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>(List.of(
                SelfMetric.counter(
                        "weir_notification_changes_reread_total",
                        "Changes of events that did not fit into memory and were read from the store instead.",
                        keeping.inbox.letGo()),
                SelfMetric.counter(
                        "weir_notification_reasons_forgotten_total",
                        "Reasons for telling or not that were forgotten because an event had too many.",
                        keeping.stores.decisions().forgotten())));
        metrics.addAll(troubles.selfMetrics(health(), clock.instant()));
        metrics.addAll(couriers.selfMetrics());
        return metrics;
    }

    /** Forgets what was sent or given up before {@code before}. */
    public int deleteDoneBefore(Instant before, int limit) {
        return Math.max(
                keeping.stores.outbox().deleteDoneBefore(before, limit),
                keeping.stores.decisions().deleteOrphans(limit));
    }

    @Override
    public void close() {
        dispatcher.close();
        couriers.close();
        results.close();
        keeping.receipts.close();
    }
}
