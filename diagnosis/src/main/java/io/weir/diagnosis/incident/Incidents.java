package io.weir.diagnosis.incident;

import io.weir.collector.metric.SelfMetric;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.Signal;
import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.scene.Occasion;
import io.weir.diagnosis.scene.Scene;
import io.weir.diagnosis.scene.Scenes;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of incidents. Hears of events and signals, has scenes taken, and keeps incidents; all of that on one thread of its own, so whoever tells
 * it is not held up. Thread-safe.
 */
public final class Incidents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);
    private static final int MOST_WAITING = 20_000;
    private static final Duration STALE = Duration.ofMinutes(10);

    /** Between asking for the time and asking for what was closed since. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    /** Rules that find a process dead: what answers by its name is its successor. */
    private static final Set<String> ENDED = Set.of(
            "TaskManagerExitedAbnormally",
            "JobManagerExitedAbnormally",
            "ProcessKilledOverMemory",
            "TaskManagerLost",
            "ProcessCrashLoop");

    private final IncidentStore store;
    private final IncidentBook book;
    private final EventTraits traits;
    private final Scenes scenes;
    private final Investigation investigation;
    private final Clock clock;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "weir-incidents");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Incidents over a store; nothing is heard before {@link #start}.
     *
     * @param diagnose answers with findings; it may take seconds
     */
    public Incidents(
            IncidentConfig config,
            IncidentStore store,
            Surroundings surroundings,
            io.weir.collector.metric.SampleSource samples,
            Scenes scenes,
            Function<Question, Answer> diagnose,
            Clock clock) {
        this.store = new RecentIncidents(store, config.reopenWithin().plus(SLACK), clock);
        this.book = new IncidentBook(config, this.store, surroundings, clock);
        this.traits = new EventTraits(surroundings::cluster, samples);
        this.scenes = scenes;
        this.clock = clock;
        this.investigation = new Investigation(diagnose, this::found, clock);
        scenes.onComplete(scene -> later(() -> book.captured(scene.id(), EventEntries.scene(scene))));
        loop.setRemoveOnCancelPolicy(true);
    }

    /**
     * Begins.
     *
     * @param firing the events that fire now
     * @param find an event by its id: those of open incidents may have changed while nobody listened
     */
    public void start(List<Event> firing, Function<String, Optional<Event>> find) {
        later(() -> {
            book.open().forEach(incident -> incident.members().stream()
                    .filter(member -> member.resolvedAt() == null)
                    .flatMap(member -> find.apply(member.eventId()).stream())
                    .forEach(this::hear));
            firing.forEach(this::hear);
        });
        var unused = loop.scheduleWithFixedDelay(() -> guarded(this::tick), 1, 1, TimeUnit.SECONDS);
        var unusedToo = loop.scheduleWithFixedDelay(() -> guarded(this::forgetOld), 1, 30, TimeUnit.MINUTES);
    }

    /** An event changed. */
    public void onEvent(Event event) {
        if (event.state() != EventState.PENDING) {
            later(() -> hear(event));
        }
    }

    /** A signal was told. */
    public void onSignal(Signal signal) {
        later(() -> {
            SignalEntries.of(signal).ifPresent(book::happened);
            if (signal instanceof ProcessExited exited && !exited.requested()) {
                var unused = scenes.take(new Occasion(
                        Occasion.Kind.EXIT,
                        exited.at(),
                        exited.process() + " ended with exit code " + exited.exitCode(),
                        null,
                        exited.cluster(),
                        null,
                        null,
                        exited.process(),
                        null,
                        true));
            }
        });
    }

    private void hear(Event event) {
        boolean known = store.ofEvent(event.id()).isPresent();
        Instant resolvedAt = event.resolvedAt();
        boolean stale =
                resolvedAt != null && resolvedAt.isBefore(clock.instant().minus(STALE));
        if (!known && stale) {
            return;
        }
        Optional<Scene> scene =
                known || event.severity() == Severity.INFO ? Optional.empty() : scenes.take(occasion(event));
        book.heard(event, traits.of(event), scene.map(Scene::id).orElse(null))
                .filter(Incident::isOpen)
                .ifPresent(incident -> investigation.changed(incident.id()));
    }

    private static Occasion occasion(Event event) {
        return new Occasion(
                Occasion.Kind.EVENT,
                event.startsAt(),
                event.summary(),
                event.id(),
                event.subject().cluster(),
                event.subject().jobId(),
                event.subject().jobName(),
                event.subject().process(),
                event.subject().vertexId(),
                ENDED.contains(event.rule()));
    }

    private void tick() {
        for (Incident closed : book.settle()) {
            investigation.last(closed);
        }
        for (Incident incident : book.open()) {
            investigation.look(incident);
        }
    }

    private void found(String incidentId, Investigation.Outcome outcome) {
        later(() -> book.found(incidentId, outcome.findings(), outcome.unread()));
    }

    private void forgetOld() {
        int gone = book.forgetOld();
        if (gone > 0) {
            LOG.info("{} old incidents were deleted", gone);
        }
        scenes.forgetOld();
    }

    /** Incidents, the one that began last first. */
    public IncidentQuery.Page page(IncidentQuery query) {
        return store.page(query);
    }

    /** An incident by its id; one that was merged into another is that other one. */
    public Optional<Incident> find(String id) {
        Optional<Incident> found = store.find(id);
        for (int hops = 0; hops < 10 && found.isPresent() && found.get().mergedInto() != null; hops++) {
            found = store.find(String.valueOf(found.get().mergedInto()));
        }
        return found;
    }

    /** The incident that an event is part of. */
    public Optional<Incident> ofEvent(String eventId) {
        return store.ofEvent(eventId);
    }

    /** The incidents that a scene belongs to. */
    public Optional<Incident> ofScene(Scene scene) {
        return scene.eventIds().stream()
                .flatMap(id -> store.ofEvent(id).stream())
                .findFirst();
    }

    /** What happened around an incident, oldest first. */
    public List<TimelineEntry> timeline(String incidentId) {
        return store.timeline(incidentId);
    }

    private void later(Runnable work) {
        if (loop.getQueue().size() >= MOST_WAITING) {
            refused.incrementAndGet();
            return;
        }
        if (!loop.isShutdown()) {
            loop.execute(() -> guarded(work));
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            failures.incrementAndGet();
            LOG.warn("Something could not be added to the incidents", e);
        }
    }

    /** Figures about incidents, for Weir's own metrics. */
    public List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.gauge(
                        "weir_incidents_open",
                        "Incidents that are open.",
                        book.open().size()),
                SelfMetric.counter(
                        "weir_incident_work_refused_total",
                        "Events and signals that were not looked at since too many waited.",
                        refused.get()),
                SelfMetric.counter(
                        "weir_incident_entries_refused_total",
                        "Entries that did not fit into the timelines of incidents.",
                        book.entriesRefused()),
                SelfMetric.counter(
                        "weir_incident_failures_total",
                        "Times that an incident could not be changed.",
                        failures.get()));
    }

    @Override
    public void close() {
        loop.shutdown();
        try {
            if (!loop.awaitTermination(5, TimeUnit.SECONDS)) {
                loop.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        investigation.close();
        scenes.close();
    }
}
