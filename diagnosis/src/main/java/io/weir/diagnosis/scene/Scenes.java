package io.weir.diagnosis.scene;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door of scenes: takes them, keeps them within their limits, finds them again. Thread-safe. */
public final class Scenes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scenes.class);
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private record Taken(String id, Instant at) {}

    private final SceneConfig config;
    private final Clock clock;
    private final SceneShelf shelf;
    private final SceneTaker taker;
    private final Map<String, Taken> lastOfSubject = new HashMap<>();
    private final Deque<Instant> lastHour = new ArrayDeque<>();
    private volatile Consumer<Scene> listener = scene -> {};
    private long taken;
    private long refused;

    private Scenes(SceneConfig config, SceneShelf shelf, SceneTaker taker, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.shelf = shelf;
        this.taker = taker;
        shelf.all()
                .forEach(scene ->
                        lastOfSubject.putIfAbsent(scene.occasion().subject(), new Taken(scene.id(), scene.takenAt())));
    }

    /** What scenes are made of. */
    public record Sources(
            Function<String, Optional<ClusterState>> clusters,
            Function<LogQuery, LogPage> logs,
            SampleSource samples,
            ProcessFiles.Source files) {}

    /**
     * Opens the scenes in a folder, which is made when it is not there; those that a dead Weir left half taken are interrupted.
     *
     * @throws java.io.UncheckedIOException when the folder cannot be read
     */
    public static Scenes open(Path folder, SceneConfig config, Sources sources, Clock clock) {
        LogLines logs = new LogLines(sources.logs());
        List<Capture> captures = List.of(
                logs,
                new ThreadDumps(),
                new JobDetails(),
                new FlameGraphs(),
                new MetricsBefore(sources.samples()),
                new LeftFiles(sources.files()));
        return open(folder, config, new SceneTaker(sources.clusters(), captures, logs), clock);
    }

    static Scenes open(Path folder, SceneConfig config, SceneTaker taker, Clock clock) {
        SceneShelf shelf = SceneShelf.open(folder, config, clock);
        shelf.forgetOld();
        return new Scenes(config, shelf, taker, clock);
    }

    /** Tells {@code newListener} of every scene when it is complete, on the thread that took it. */
    public void onComplete(Consumer<Scene> newListener) {
        listener = newListener;
    }

    /**
     * Begins to take a scene, and returns at once. Where its process, or job, had one within the cooldown, that one is given instead, and
     * remembers the event.
     *
     * @return empty when scenes are off, or when there were too many in the last hour; those are counted
     */
    public synchronized Optional<Scene> take(Occasion occasion) {
        if (!config.enabled()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<SceneDraft> recent = recent(occasion, now);
        if (recent.isPresent()) {
            SceneDraft draft = recent.get();
            if (occasion.eventId() != null) {
                draft.event(occasion.eventId());
            }
            return Optional.of(draft.scene());
        }
        while (!lastHour.isEmpty() && lastHour.getFirst().isBefore(now.minus(Duration.ofHours(1)))) {
            lastHour.removeFirst();
        }
        if (lastHour.size() >= config.perHour()) {
            return refuse("there were " + config.perHour() + " in the last hour", occasion);
        }
        String eventId = occasion.eventId();
        Scene scene = new Scene(
                id(now),
                occasion,
                now,
                Scene.State.CAPTURING,
                eventId == null ? List.of() : List.of(eventId),
                List.of(),
                List.of());
        try {
            SceneDraft draft = shelf.begin(scene);
            taker.take(draft, () -> listener.accept(draft.scene()));
        } catch (IOException | RejectedExecutionException e) {
            shelf.draft(scene.id()).ifPresent(SceneDraft::complete);
            return refuse(SceneDraft.reason(e), occasion);
        }
        lastHour.addLast(now);
        lastOfSubject.values().removeIf(old -> old.at().isBefore(now.minus(config.cooldown())));
        lastOfSubject.put(occasion.subject(), new Taken(scene.id(), now));
        taken++;
        return Optional.of(scene);
    }

    private Optional<SceneDraft> recent(Occasion occasion, Instant now) {
        return Optional.ofNullable(lastOfSubject.get(occasion.subject()))
                .filter(last -> last.at().isAfter(now.minus(config.cooldown())))
                .flatMap(last -> shelf.draft(last.id()));
    }

    private Optional<Scene> refuse(String why, Occasion occasion) {
        refused++;
        LOG.warn("No scene was taken for \"{}\" of {}: {}", occasion.title(), occasion.cluster(), why);
        return Optional.empty();
    }

    private static String id(Instant now) {
        int random = ThreadLocalRandom.current().nextInt(1 << 24);
        return ID_TIME.format(now) + String.format(Locale.ROOT, "-%03d-%06x", now.getNano() / 1_000_000, random);
    }

    /** Every scene, newest first. */
    public List<Scene> all() {
        return shelf.all();
    }

    /** A scene by its id. */
    public Optional<Scene> find(String id) {
        return shelf.find(id);
    }

    /** Where a part of a scene is on disk; it may be deleted at any time. */
    public Path file(Scene scene, Scene.Part part) {
        return shelf.file(scene, part);
    }

    /** Deletes what is too old, too many or too much. */
    public void forgetOld() {
        shelf.forgetOld();
    }

    /** Figures about scenes, for Weir's own metrics. */
    public synchronized List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.gauge("weir_scenes", "Scenes that are kept.", shelf.size()),
                SelfMetric.gauge("weir_scenes_bytes", "Disk that scenes take.", shelf.bytes()),
                SelfMetric.counter("weir_scenes_taken_total", "Scenes that were taken.", taken),
                SelfMetric.counter(
                        "weir_scenes_refused_total", "Scenes that were not taken since there were too many.", refused),
                SelfMetric.counter(
                        "weir_scenes_dropped_total", "Scenes deleted by age, number or size.", shelf.dropped()));
    }

    /** Ends what is being taken; it is told as interrupted at the next start. */
    @Override
    public void close() {
        taker.close();
    }
}
