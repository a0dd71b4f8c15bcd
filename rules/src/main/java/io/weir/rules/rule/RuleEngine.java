package io.weir.rules.rule;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.scrape.PagePublished;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates rules. Each is on its own: one that fails says so in its health and the others go on. Thread-safe; evaluations and
 * signals wait for each other, and who asks how things are waits for neither.
 */
public final class RuleEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RuleEngine.class);

    private final List<RunningRule> rules = new CopyOnWriteArrayList<>();
    private final Map<String, Health> health = new ConcurrentHashMap<>();
    private final AtomicLong evaluations = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final SampleSource samples;
    private final Supplier<List<ClusterState>> clusters;
    private final EventJournal journal;
    private final Clock clock;
    private final Duration interval;
    private final PageRound round = new PageRound();
    private final DetectionDelay delay = new DetectionDelay();
    private @Nullable Instant lastRound;

    /**
     * Makes the rules and gives them back the events that were active when Weir last stopped. Active events of rules that are
     * no more are resolved.
     *
     * @param setups the rules with what people set for them; those that are off for everybody are not evaluated
     */
    public RuleEngine(
            List<RuleSetup> setups,
            SampleSource samples,
            Supplier<List<ClusterState>> clusters,
            EventJournal journal,
            List<Event> active,
            Clock clock,
            Duration interval) {
        this.samples = samples;
        this.clusters = clusters;
        this.journal = journal;
        this.clock = clock;
        this.interval = interval;
        setups.stream().filter(RuleSetup::isOn).forEach(setup -> rules.add(new RunningRule(setup)));
        restore(active);
    }

    private void restore(List<Event> active) {
        List<EventChange> orphans = new ArrayList<>();
        for (Event event : active) {
            rules.stream()
                    .filter(rule -> rule.definition().name().equals(event.rule()))
                    .findFirst()
                    .ifPresentOrElse(
                            rule -> rule.restore(event, clock.instant()),
                            () -> orphans.add(RunningRule.ended(event, clock.instant(), "rule removed")));
        }
        journal.write(orphans);
    }

    /**
     * Puts a rule in force. One of the same name is replaced, and its pending and firing events go on under the new parameters; a rule that
     * is off for everybody is taken out.
     */
    public synchronized void put(RuleSetup setup) {
        String name = setup.definition().name();
        if (!setup.isOn()) {
            remove(name, "rule switched off");
            return;
        }
        Instant now = clock.instant();
        RunningRule rule = new RunningRule(setup);
        Optional<RunningRule> before = find(name);
        before.ifPresent(old -> rule.continues(old, now));
        List<EventChange> settled = rule.settled(now);
        journal.write(settled);
        rule.apply(settled, now);
        before.ifPresentOrElse(old -> rules.set(rules.indexOf(old), rule), () -> rules.add(rule));
        health.remove(name);
    }

    /** Takes a rule out of force and resolves its events; nothing happens when there is none of the name. */
    public synchronized void remove(String name) {
        remove(name, "rule removed");
    }

    private void remove(String name, String because) {
        find(name).ifPresent(rule -> {
            journal.write(rule.ended(clock.instant(), because));
            rules.remove(rule);
            health.remove(name);
        });
    }

    private Optional<RunningRule> find(String name) {
        return rules.stream()
                .filter(rule -> rule.definition().name().equals(name))
                .findFirst();
    }

    /**
     * A target's samples have come: rules on single processes look at it, and rules over many when all are in that were
     * expected.
     */
    public synchronized void onPage(PagePublished page) {
        String cluster = page.target().get("cluster");
        String process = page.target().get("process");
        boolean complete = round.add(page);
        if (!cluster.isEmpty() && !process.isEmpty()) {
            SampleSource ofTarget = new TargetSamples(samples, cluster, process);
            for (RunningRule rule : rules) {
                if (rule.rule() instanceof Rule.OnSamples onSamples && onSamples.isPerProcess()) {
                    List<Event> active = rule.active().stream()
                            .filter(event -> event.subject().cluster().equals(cluster)
                                    && process.equals(event.subject().process()))
                            .toList();
                    assess(rule, new Look(ofTarget, active, page.scrapedAt(), page.publishedAt()), onSamples);
                }
            }
        }
        if (complete) {
            lastRound = clock.instant();
            look(page.scrapedAt());
        }
    }

    /** Looks at everything, unless samples that came in have been the cause to do so within the interval. */
    public synchronized void tick() {
        Instant last = lastRound;
        Instant now = clock.instant();
        if (last == null || !now.isBefore(last.plus(interval.minus(interval.dividedBy(10))))) {
            look(null);
        }
        for (RunningRule rule : rules) {
            if (rule.rule() instanceof Rule.OnSignals onSignals) {
                run(
                        rule,
                        new Look(samples, rule.active(), null, null),
                        moment -> rule.changes(onSignals.onTick(moment), moment.at()));
            }
        }
    }

    private void look(@Nullable Instant scrapedAt) {
        Instant unseenSince = round.look();
        for (RunningRule rule : rules) {
            if (rule.rule() instanceof Rule.OnSamples onSamples) {
                assess(rule, new Look(samples, rule.active(), scrapedAt, unseenSince), onSamples);
            }
        }
    }

    /** Tells a signal to every rule on signals. */
    public synchronized void onSignal(Signal signal) {
        for (RunningRule rule : rules) {
            if (rule.rule() instanceof Rule.OnSignals onSignals) {
                run(
                        rule,
                        new Look(samples, rule.active(), null, null),
                        moment -> rule.changes(onSignals.onSignal(signal, moment), moment.at()));
            }
        }
    }

    /** What is looked at, and since when it could have been. */
    private record Look(
            SampleSource samples,
            List<Event> active,
            @Nullable Instant scrapedAt,
            @Nullable Instant unseenSince) {}

    private void assess(RunningRule rule, Look look, Rule.OnSamples onSamples) {
        run(rule, look, moment -> rule.changes(onSamples.assess(moment), moment));
    }

    private void run(RunningRule rule, Look look, Function<Moment, List<EventChange>> decide) {
        Instant now = clock.instant();
        long startNanos = System.nanoTime();
        Health before = health.get(rule.definition().name());
        String error = null;
        evaluations.incrementAndGet();
        try {
            List<EventChange> changes =
                    decide.apply(new Moment(now, interval, look.samples, clusters.get(), look.active, look.scrapedAt));
            journal.write(changes);
            rule.apply(changes, now);
            measure(changes, look.unseenSince);
        } catch (RuntimeException | StackOverflowError e) {
            failures.incrementAndGet();
            error = e.getMessage() == null ? e.toString() : e.getMessage();
            if (before == null || !error.equals(before.error)) {
                LOG.warn(
                        "Rule {} failed; it is evaluated again at the next interval",
                        rule.definition().name(),
                        e);
            }
        }
        health.put(rule.definition().name(), new Health(now, Duration.ofNanos(System.nanoTime() - startNanos), error));
    }

    private void measure(List<EventChange> changes, @Nullable Instant unseenSince) {
        if (unseenSince == null) {
            return;
        }
        Duration took = Duration.between(unseenSince, clock.instant());
        for (EventChange change : changes) {
            if (change.kind() == EventChange.Kind.FIRED) {
                delay.observe(took);
            }
        }
    }

    private record Health(
            Instant at, Duration took, @Nullable String error) {}

    /** Every active event. */
    public List<Event> active() {
        return rules.stream().flatMap(rule -> rule.active().stream()).toList();
    }

    /** What the engine counts about itself. */
    public List<SelfMetric> selfMetrics() {
        long refused = rules.stream().mapToLong(RunningRule::refused).sum();
        List<Event> active = active();
        long firing = active.stream()
                .filter(event -> event.state() == EventState.FIRING)
                .count();
        List<SelfMetric> metrics = new ArrayList<>(delay.selfMetrics());
        metrics.addAll(List.of(
                SelfMetric.counter("weir_rule_evaluations_total", "Evaluations of single rules.", evaluations.get()),
                SelfMetric.counter("weir_rule_evaluation_failures_total", "Evaluations that failed.", failures.get()),
                SelfMetric.counter(
                        "weir_rule_firings_refused_total", "Firings beyond the most events a rule may have.", refused),
                SelfMetric.gauge("weir_events_active", "Events now.", firing).with("state", "firing"),
                SelfMetric.gauge("weir_events_active", "Events now.", active.size() - firing)
                        .with("state", "pending")));
        return metrics;
    }

    /** Every rule and how its evaluations go. */
    public List<RuleStatus> statuses() {
        return rules.stream().map(this::status).toList();
    }

    private RuleStatus status(RunningRule rule) {
        RuleDefinition definition = rule.definition();
        Health last = health.get(definition.name());
        List<Event> active = rule.active();
        int firing = (int) active.stream()
                .filter(event -> event.state() == EventState.FIRING)
                .count();
        String error = last == null ? null : last.error;
        if (error == null && rule.refused() > 0) {
            error = rule.refused() + " firings were refused because too many events of this rule are active";
        }
        return new RuleStatus(
                definition.name(),
                rule.parameters().severity(),
                definition.summary().en(),
                definition.summary().zh(),
                rule.parameters().asMap(),
                last == null
                        ? RuleStatus.Health.UNKNOWN
                        : error == null ? RuleStatus.Health.OK : RuleStatus.Health.ERROR,
                last == null ? null : last.at,
                last == null ? Duration.ZERO : last.took,
                error,
                firing,
                active.size() - firing);
    }
}
