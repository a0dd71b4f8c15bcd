package io.weir.rules;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import io.weir.collector.signal.Signal;
import io.weir.rules.detector.BuiltInRules;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.promql.Limits;
import io.weir.rules.replay.FactLog;
import io.weir.rules.replay.MemoryFactStore;
import io.weir.rules.replay.Replay;
import io.weir.rules.rule.RuleEngine;
import io.weir.rules.rule.RuleOverrides;
import io.weir.rules.rule.RuleStatus;
import io.weir.rules.setting.MemorySettingStore;
import io.weir.rules.setting.RuleSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shipped rules, fed with samples, signals and states of clusters while a clock is moved: five seconds a tick. */
public final class Scenario implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration SCRAPE = Duration.ofSeconds(15);

    private static final Pattern COUNTER =
            Pattern.compile(".*_(num(Records|Bytes|Buffers|Fired|Late)\\w*(?<!PerSecond)|number\\w+CompletedCheckpoints"
                    + "|GarbageCollector_\\w+_(Count|Time)|CPU_Time|accumulate\\w+|current\\w+Watermark)");

    private final TestClock clock;
    private final FakeSampleSource samples = new FakeSampleSource();
    private final Map<String, ClusterState> clusters = new TreeMap<>();
    private final Map<String, List<TaskManager>> taskManagers = new HashMap<>();
    private final MemoryEventStore store = new MemoryEventStore();
    private final MemoryFactStore facts = new MemoryFactStore();
    private final List<EventChange> changes = new ArrayList<>();
    private final Map<String, Map<String, String>> parameters;
    private final Map<Labels, Double> shown = new HashMap<>();
    private final FactLog factLog;
    private EventJournal journal;
    private RuleEngine engine;

    /** Nothing is known yet at {@code start}. */
    public Scenario(Instant start, Map<String, Map<String, String>> parameters) {
        this.clock = new TestClock(start);
        // It fires always, which is no news in what follows from something.
        this.parameters = new HashMap<>(parameters);
        this.parameters.putIfAbsent("Watchdog", Map.of("enabled", "false"));
        this.factLog = new FactLog(facts, clock);
        this.journal = journal();
        this.engine = engine();
    }

    private EventJournal journal() {
        return new EventJournal(
                store,
                Runnable::run,
                new EventJournal.Companion() {
                    @Override
                    public void write(EventChange change) {
                        changes.add(change);
                    }

                    @Override
                    public void committed() {}
                },
                clock);
    }

    private RuleEngine engine() {
        return new RuleEngine(
                new RuleSettings(
                                BuiltInRules.ALL,
                                new RuleOverrides(parameters, List.of()),
                                new MemorySettingStore(),
                                clock)
                        .setups(),
                samples,
                () -> List.copyOf(clusters.values()),
                journal,
                store.active(),
                clock,
                INTERVAL);
    }

    /** As if Weir were killed and started again: only what is stored remains. */
    public void restart() {
        journal.close();
        journal = journal();
        engine = engine();
    }

    public Instant now() {
        return clock.instant();
    }

    public FakeSampleSource samples() {
        return samples;
    }

    /** Replaces what is known of a job; its cluster answers. */
    public void job(Job job) {
        ClusterState before = clusters.get(job.cluster());
        List<Job> jobs = new ArrayList<>(before == null ? List.of() : before.jobs());
        jobs.removeIf(other -> other.id().equals(job.id()));
        jobs.add(job);
        cluster(job.cluster(), new Reachability.Reachable(now()), jobs);
    }

    /** A cluster that answers, and has no job. */
    public void noJobs(String cluster) {
        cluster(cluster, new Reachability.Reachable(now()), List.of());
    }

    /** Replaces whether a cluster answers. */
    public void reachability(String cluster, Reachability reachability) {
        ClusterState before = clusters.get(cluster);
        cluster(cluster, reachability, before == null ? List.of() : before.jobs());
    }

    private void cluster(String name, Reachability reachability, List<Job> jobs) {
        clusters.put(
                name,
                new ClusterState(
                        name,
                        URI.create("http://127.0.0.1:8081"),
                        reachability,
                        "2.3.0",
                        4,
                        0,
                        taskManagers.getOrDefault(name, List.of()),
                        jobs));
    }

    /** Registers TaskManagers with a cluster that is known; each has one slot, which is taken. */
    public void taskManagers(String cluster, String... ids) {
        taskManagers.put(cluster, Stream.of(ids).map(this::taskManager).toList());
        ClusterState before = clusters.get(cluster);
        if (before != null) {
            cluster(cluster, before.reachability(), before.jobs());
        }
    }

    private TaskManager taskManager(String id) {
        return new TaskManager(id, "", 1, 0, now(), 2, 1L << 32, 1L << 29, 1L << 28);
    }

    private void register(Fixture.Page page) {
        String[] ids = page.samples().keySet().stream()
                .map(labels -> labels.get("tm_id"))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toArray(String[]::new);
        if (ids.length > 0 && clusters.containsKey("fixture")) {
            Set<String> all = new TreeSet<>(List.of(ids));
            taskManagers.getOrDefault("fixture", List.of()).forEach(known -> all.add(known.id()));
            taskManagers("fixture", all.toArray(String[]::new));
        }
    }

    /** The same job in another state. */
    public static Job in(Job job, JobState state, Instant since, int runningTasks) {
        return new Job(
                job.cluster(),
                job.id(),
                job.name(),
                job.type(),
                state,
                since,
                job.startedAt(),
                null,
                runningTasks,
                job.totalTasks(),
                job.restarts(),
                job.checkpoints(),
                job.graph(),
                since);
    }

    public void signal(Signal signal) {
        factLog.told(signal, List.copyOf(clusters.values()));
        engine.onSignal(signal);
    }

    /** A page was scraped: its samples bear the time of now. */
    public void page(Fixture.Page page) {
        register(page);
        page.samples().forEach(this::sample);
    }

    public void sample(Labels labels, double value) {
        shown.put(labels, value);
        samples.append(labels, now().toEpochMilli(), value);
    }

    /** A series shows this from the next tick of {@link #hold} on. */
    public void shows(Labels labels, double value) {
        shown.put(labels, value);
    }

    /** Plays the pages of a capture at their times, ticking in between. */
    public void play(Fixture fixture) {
        for (Fixture.Page page : fixture.pages()) {
            while (now().plus(INTERVAL).isBefore(page.at())) {
                tick();
            }
            clock.set(page.at());
            page(page);
        }
        evaluate();
    }

    private void evaluate() {
        factLog.saw(List.copyOf(clusters.values()));
        engine.tick();
    }

    /** Moves the clock on to a time, with ticks in between. */
    public void playUntil(Instant at) {
        while (now().plus(INTERVAL).isBefore(at)) {
            tick();
        }
        if (at.isAfter(now())) {
            clock.set(at);
        }
    }

    /** What a replay of this scenario reads. */
    public Replay.Inputs replayed() {
        return replayed(samples);
    }

    /** What a replay of this scenario reads, its samples from elsewhere. */
    public Replay.Inputs replayed(SampleSource source) {
        factLog.flush();
        return new Replay.Inputs(source, facts, store, List::of, Limits.DEFAULT, 1_000_000, "http://127.0.0.1:8090");
    }

    /** Moves the clock on by a tick and evaluates. */
    public void tick() {
        clock.advance(INTERVAL);
        evaluate();
    }

    /** Some series go on no more. */
    public void withoutSeries(Predicate<Labels> which) {
        shown.keySet().removeIf(which);
    }

    /** What a series shows; 0 before its first sample. */
    public double shown(Labels labels) {
        return shown.getOrDefault(labels, 0.0);
    }

    /** Moves the clock on by a time of one's own and evaluates. */
    public void step(Duration duration) {
        clock.advance(duration);
        engine.tick();
    }

    /** Lets time pass while every series goes on to show what it showed last. */
    public void hold(Duration duration) {
        Instant end = now().plus(duration);
        while (now().isBefore(end)) {
            clock.advance(INTERVAL);
            Map.copyOf(shown).forEach(this::sample);
            evaluate();
        }
    }

    /**
     * Lets time pass while every series goes on as it did: what only rose goes on to rise, at its rate so far; the others show
     * what they showed last.
     */
    public void goOn(Duration duration) {
        Map<Labels, Double> rates = rates();
        Instant end = now().plus(duration);
        Set<Labels> alive = samples.series(List.of(), now().minusSeconds(20).toEpochMilli(), now().toEpochMilli());
        shown.keySet().retainAll(alive);
        while (now().isBefore(end)) {
            clock.advance(SCRAPE);
            Map.copyOf(shown)
                    .forEach((labels, value) ->
                            sample(labels, value + rates.getOrDefault(labels, 0.0) * SCRAPE.toMillis()));
            engine.tick();
        }
    }

    private Map<Labels, Double> rates() {
        Map<Labels, Double> rates = new HashMap<>();
        for (Series series : samples.select(List.of(), 0, Long.MAX_VALUE)) {
            double[] values = series.values();
            boolean rises = values.length > 1 && values[values.length - 1] > values[0];
            for (int i = 1; i < values.length; i++) {
                rises = rises && values[i] >= values[i - 1];
            }
            if (rises && COUNTER.matcher(series.labels().name()).matches()) {
                double millis = series.timestampsMs()[values.length - 1] - series.timestampsMs()[0];
                rates.put(series.labels(), (values[values.length - 1] - values[0]) / millis);
            }
        }
        return rates;
    }

    /** Lets time pass without any sample. */
    public void pass(Duration duration) {
        Instant end = now().plus(duration);
        while (now().isBefore(end)) {
            tick();
        }
    }

    /** Everything that ever fired, newest first. */
    public List<Event> events() {
        return store.page(EventQuery.newest(1000)).events().stream()
                .filter(event -> event.state() != EventState.PENDING)
                .toList();
    }

    public List<Event> events(String rule) {
        return events().stream().filter(event -> event.rule().equals(rule)).toList();
    }

    public List<Event> pending() {
        return store.active().stream()
                .filter(event -> event.state() == EventState.PENDING)
                .toList();
    }

    /** Every change in its order, such as {@code FIRED JobFailed}. */
    public List<String> changes() {
        return changes.stream()
                .map(change -> change.kind() + " " + change.event().rule())
                .toList();
    }

    /** Every change of the events of one rule in its order, such as {@code FIRED JobFailed}. */
    public List<String> changes(String rule) {
        return changes().stream().filter(change -> change.endsWith(" " + rule)).toList();
    }

    public RuleStatus status(String rule) {
        return engine.statuses().stream()
                .filter(status -> status.name().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        journal.close();
    }
}
