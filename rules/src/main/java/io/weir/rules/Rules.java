package io.weir.rules;

import io.weir.collector.Collector;
import io.weir.collector.database.Database;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.scrape.PagePublished;
import io.weir.collector.signal.Signal;
import io.weir.rules.detector.BuiltInRules;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventDesk;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventPage;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventStore;
import io.weir.rules.event.RulesDatabase;
import io.weir.rules.event.SqlEventStore;
import io.weir.rules.notify.Receiver;
import io.weir.rules.oncall.OnCall;
import io.weir.rules.policy.Policies;
import io.weir.rules.policy.PolicyCompanion;
import io.weir.rules.policy.PolicyRepeats;
import io.weir.rules.policy.SqlPolicyStore;
import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import io.weir.rules.replay.FactLog;
import io.weir.rules.replay.FactStore;
import io.weir.rules.replay.Replay;
import io.weir.rules.replay.Replayed;
import io.weir.rules.replay.Replays;
import io.weir.rules.replay.SqlFactStore;
import io.weir.rules.rule.AlertSamples;
import io.weir.rules.rule.PageQueue;
import io.weir.rules.rule.RuleCheck;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.RuleEngine;
import io.weir.rules.rule.RuleOverride;
import io.weir.rules.rule.RuleOverrides;
import io.weir.rules.rule.RuleStatus;
import io.weir.rules.rulefile.RuleFiles;
import io.weir.rules.setting.RuleSettings;
import io.weir.rules.setting.SqlSettingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door of the rules: what the measurements mean, and who hears of it. Thread-safe. */
public final class Rules implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rules.class);

    private final Database database;
    private final EventStore events;
    private final OnCall onCall;
    private final EventJournal journal;
    private final RuleEngine engine;
    private final RuleFiles ruleFiles;
    private final AlertSamples alertSamples;
    private final OwnSamples ownSamples;
    private final PromQl promQl;
    private final PageQueue pages;
    private final Policies policies;
    private final PolicyRepeats repeats;
    private final Supplier<List<ClusterState>> clusters;
    private final FactLog factLog;
    private final Replays replays;
    private final RuleSettings settings;
    private final RulesInForce inForce;
    private final Clock clock;
    private final Duration evaluationInterval;
    private final Retention retention;
    private final ScheduledExecutorService loop =
            Executors.newScheduledThreadPool(2, work -> daemon(work, "weir-rules"));
    private volatile boolean closed;

    private Rules(RulesConfig config, Inputs inputs, Database database, Clock clock) {
        this.clock = clock;
        this.clusters = inputs.clusters();
        this.evaluationInterval = config.evaluationInterval();
        this.promQl = new PromQl(
                inputs.samples(),
                Limits.of(Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors()));
        this.database = database;
        this.events = new SqlEventStore(database.jdbi());
        this.policies = new Policies(
                new SqlPolicyStore(database.jdbi()),
                config.receivers().stream().map(Receiver::name).collect(Collectors.toSet()),
                BuiltInRules.definitions().stream().map(RuleDefinition::name).collect(Collectors.toSet()),
                clock);
        PolicyCompanion companion = new PolicyCompanion(policies);
        this.onCall = new OnCall(
                new OnCall.Setup(
                        config.receivers(),
                        config.routing(),
                        config.telling(),
                        config.externalUrl(),
                        config.dataDirectory(),
                        this::jobsOf),
                companion,
                database,
                events,
                clock);
        this.journal = onCall.journal();
        this.journal.shapeBy(companion::shaped);
        this.repeats = new PolicyRepeats(policies, journal);
        this.settings = new RuleSettings(
                BuiltInRules.ALL,
                new RuleOverrides(config.parameters(), config.overrides()),
                new SqlSettingStore(database.jdbi()),
                clock);
        this.inForce = new RulesInForce(settings, policies);
        this.engine = new RuleEngine(
                inForce.setups(),
                inputs.samples(),
                inputs.clusters(),
                journal,
                events.active().stream().filter(event -> !RuleFiles.owns(event)).toList(),
                clock,
                config.evaluationInterval());
        this.ruleFiles = new RuleFiles(
                config.ruleFiles(),
                config.evaluationInterval(),
                config.externalUrl().toString(),
                promQl,
                inputs.sink(),
                journal,
                events.active(),
                clock);
        this.alertSamples = new AlertSamples(inputs.sink());
        this.ownSamples = new OwnSamples(onCall, config.dataDirectory(), inputs.sink());
        this.retention = new Retention(events, onCall, config.eventRetention(), clock);
        this.pages = new PageQueue(engine::onPage);
        FactStore facts = new SqlFactStore(database.jdbi());
        this.factLog = new FactLog(facts, clock);
        this.replays =
                new Replays(Replay.Inputs.of(inputs.samples(), facts, events, clusters, config.externalUrl()), clock);
        this.inForce.tell(engine);
    }

    /** How many jobs of a cluster run or should, 0 when that is not known. */
    private int jobsOf(String cluster) {
        return clusters.get().stream()
                .filter(state -> state.name().equals(cluster))
                .mapToInt(state -> state.jobs().size())
                .sum();
    }

    /** What the rules take from the collector. */
    record Inputs(
            SampleSource samples,
            Supplier<List<ClusterState>> clusters,
            SampleSink sink,
            Consumer<Consumer<Signal>> subscription,
            Consumer<Consumer<PagePublished>> pages) {}

    /**
     * Opens the stores, subscribes to the collector's signals and starts to evaluate.
     *
     * @throws IllegalArgumentException naming an unknown rule or parameter, or a value out of range, in {@code config}
     */
    public static Rules open(RulesConfig config, Collector collector, Clock clock) {
        return open(
                config,
                new Inputs(
                        collector.samples(),
                        collector::clusters,
                        collector.sink(),
                        collector::onSignal,
                        collector::onPage),
                clock);
    }

    static Rules open(RulesConfig config, Inputs inputs, Clock clock) {
        List<String> faults = new ArrayList<>(check(config.parameters()));
        faults.addAll(checkOverrides(config.overrides()));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        try {
            Files.createDirectories(config.dataDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data folder " + config.dataDirectory(), e);
        }
        Database database = RulesDatabase.open(config.dataDirectory());
        Rules rules;
        try {
            rules = new Rules(config, inputs, database, clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        rules.onCall.start(config.evaluationInterval());
        inputs.subscription().accept(rules::onSignal);
        inputs.pages().accept(rules.pages::offer);
        rules.ruleFiles.start();
        long millis = config.evaluationInterval().toMillis();
        var unused = rules.loop.scheduleAtFixedRate(rules::evaluate, millis, millis, TimeUnit.MILLISECONDS);
        var unusedToo = rules.loop.scheduleWithFixedDelay(rules.factLog::flush, 1, 1, TimeUnit.SECONDS);
        var alsoUnused = rules.loop.scheduleWithFixedDelay(rules::forgetOld, 1, 60, TimeUnit.MINUTES);
        return rules;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void onSignal(Signal signal) {
        if (!closed) {
            factLog.told(signal, clusters.get());
            engine.onSignal(signal);
        }
    }

    /** Evaluates every rule once; the loop calls it each interval. */
    void evaluate() {
        try {
            factLog.saw(clusters.get());
            engine.tick();
            onCall.evaluated(evaluationInterval);
            repeats.tick(events::active, clock.instant());
            alertSamples.write(engine.active(), clock.instant());
            ownSamples.write(clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("An evaluation failed; the next follows at the next interval", e);
        }
    }

    void forgetOld() {
        try {
            factLog.prune();
            onCall.forgetOld();
        } catch (RuntimeException e) {
            LOG.warn("Old facts, silences and the like could not be deleted; tried again in an hour", e);
        }
        retention.forgetOld(() -> closed);
    }

    /**
     * Checks rule parameters without opening anything.
     *
     * @return one sentence for each fault, none when all is well
     */
    public static List<String> check(Map<String, Map<String, String>> parameters) {
        return RuleCheck.faults(BuiltInRules.definitions(), parameters);
    }

    /**
     * Checks overrides of rule parameters without opening anything.
     *
     * @return one sentence for each fault, none when all is well
     */
    public static List<String> checkOverrides(List<RuleOverride> overrides) {
        return RuleOverrides.faults(BuiltInRules.definitions(), overrides);
    }

    /** Answers PromQL over everything that was collected, and what the rules wrote beside it. */
    public PromQl promQl() {
        return promQl;
    }

    /**
     * Events, newest start first.
     *
     * @throws IllegalArgumentException when the query's cursor is none that a page gave
     */
    public EventPage events(EventQuery query) {
        return events.page(query);
    }

    /** One event by its id. */
    public Optional<Event> event(String id) {
        return events.find(id);
    }

    /** What people may do about events. */
    public EventDesk eventDesk() {
        return new EventDesk(journal, events, clock);
    }

    /** What people configured in forms. */
    public Policies policies() {
        return policies;
    }

    /** Who is told of what, when not, and what came of it. */
    public OnCall onCall() {
        return onCall;
    }

    /** What is set for the built-in rules, by the config and by people. */
    public RuleSettings settings() {
        return settings;
    }

    /** Every rule that is on and how its evaluations go. */
    public List<RuleStatus> rules() {
        return engine.statuses();
    }

    /** The pending and firing events of Weir's own rules; those of rule files are with their rules. */
    public List<Event> ownActive() {
        return engine.active();
    }

    /**
     * The built-in rules that an expression finds and that are on, as a Prometheus rule file with the parameters in force for all subjects
     * that no scope has.
     */
    public String ruleFile() {
        return inForce.ruleFile();
    }

    /** Between two evaluations of rules on samples, unless a group of a file says otherwise. */
    public Duration evaluationInterval() {
        return evaluationInterval;
    }

    /** Replays of rules over history. */
    public Replays replays() {
        return replays;
    }

    /** A rule that can be replayed, by its name: one of Weir's own, a number policy, or an alert of a rule file in force. */
    public Optional<Replayed> replayed(String name) {
        return inForce.replayed(name, ruleFiles);
    }

    /** The rule files in force. */
    public RuleFiles ruleFiles() {
        return ruleFiles;
    }

    /**
     * Tells every later change of an event (fired, updated, resolved) to {@code listener}, after it is stored, one at a time.
     * Close the handle to end it.
     */
    public AutoCloseable onEvent(Consumer<Event> listener) {
        return journal.listen(listener);
    }

    /** The rules' counters about themselves, for Weir's own {@code /metrics}. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>(engine.selfMetrics());
        metrics.addAll(pages.selfMetrics());
        metrics.addAll(ruleFiles.selfMetrics());
        metrics.addAll(onCall.selfMetrics());
        metrics.add(ownSamples.diskFree());
        metrics.addAll(factLog.selfMetrics());
        metrics.addAll(replays.selfMetrics());
        metrics.add(SelfMetric.counter(
                "weir_event_changes_untold_total",
                "Changes of events that slow listeners were not told.",
                journal.untold()));
        return metrics;
    }

    @Override
    public void close() {
        closed = true;
        pages.close();
        // An evaluation that is interrupted would be told as failed.
        loop.shutdown();
        try {
            if (!loop.awaitTermination(10, TimeUnit.SECONDS)) {
                loop.shutdownNow();
                LOG.warn("The last evaluation did not end within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ruleFiles.close();
        replays.close();
        factLog.flush();
        onCall.close();
        database.close();
    }
}
