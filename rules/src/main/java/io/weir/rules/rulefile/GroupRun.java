package io.weir.rules.rulefile;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryException;
import io.weir.rules.promql.QueryResult;
import io.weir.rules.template.TemplateData;
import io.weir.rules.template.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A group that is evaluated again and again. Thread-safe: evaluations and looks at it wait for each other. */
final class GroupRun {
    private static final Logger LOG = LoggerFactory.getLogger(GroupRun.class);

    /** A rule with more alerts than this is broken; nobody reads them, and each is stored. */
    private static final int MOST_ALERTS = 10_000;

    /** What evaluations need. */
    record Parts(
            PromQl promQl,
            SampleSink sink,
            AlertListener listener,
            Map<String, String> externalLabels,
            String externalUrl) {}

    private final RuleGroup group;
    private final Duration interval;
    private final Parts parts;
    private final List<RuleState> rules = new ArrayList<>();
    private @Nullable Instant lastEvaluation;
    private Duration took = Duration.ZERO;
    private long evaluations;
    private long failures;
    private boolean retired;

    GroupRun(RuleGroup group, Duration defaultInterval, Parts parts) {
        this.group = group;
        this.interval = group.interval().isZero() ? defaultInterval : group.interval();
        this.parts = parts;
        Map<String, Integer> occurrences = new HashMap<>();
        for (FileRule rule : group.rules()) {
            int occurrence = occurrences.merge(rule.name(), 1, Integer::sum) - 1;
            rules.add(new RuleState(new RuleId(group.name(), rule.name(), occurrence), rule));
        }
    }

    RuleGroup group() {
        return group;
    }

    Duration interval() {
        return interval;
    }

    synchronized List<RuleState> rules() {
        return List.copyOf(rules);
    }

    /** Takes over the state of rules that were there before a reload. */
    synchronized void continues(Map<RuleId, RuleState> before) {
        for (RuleState state : rules) {
            RuleState same = before.get(state.id());
            if (same != null && same.rule().getClass() == state.rule().getClass()) {
                state.continues(same);
            }
        }
    }

    /** Waits for a running evaluation; none follows, so that another run can take the state over. */
    synchronized void retire() {
        retired = true;
    }

    /** Evaluates the rules in order; each sees what those before it wrote. */
    synchronized void evaluate(Instant at) {
        if (retired) {
            return;
        }
        long startNanos = System.nanoTime();
        for (RuleState state : rules) {
            evaluate(state, at);
        }
        lastEvaluation = at;
        took = Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private void evaluate(RuleState state, Instant at) {
        long startNanos = System.nanoTime();
        String error = null;
        evaluations++;
        try {
            Map<Labels, Double> samples = state.rule() instanceof FileRule.Alerting alerting
                    ? alert(state, alerting, at)
                    : record((FileRule.Recording) state.rule(), at);
            write(state, samples, at);
        } catch (RuntimeException | StackOverflowError e) {
            failures++;
            error = e.getMessage() == null ? e.toString() : e.getMessage();
            if (!error.equals(state.lastError())) {
                LOG.warn("Rule {} of {} failed: {}", state.id(), group.file(), error);
            }
        }
        state.evaluated(at, Duration.ofNanos(System.nanoTime() - startNanos), error);
    }

    private Map<Labels, Double> record(FileRule.Recording rule, Instant at) {
        Map<Labels, Double> samples = new LinkedHashMap<>();
        for (QueryResult.Element element : elements(rule.expression(), at)) {
            Labels labels = element.labels().with(Labels.NAME, rule.name());
            for (Map.Entry<String, String> label : rule.labels().entrySet()) {
                labels = labels.with(label.getKey(), label.getValue());
            }
            if (samples.put(labels, element.sample().value()) != null) {
                throw new EvaluationException(
                        "vector contains metrics with the same labelset after applying rule labels: " + labels);
            }
        }
        if (group.limit() > 0 && samples.size() > group.limit()) {
            throw new EvaluationException("exceeded limit of " + group.limit() + " with " + samples.size() + " series");
        }
        return samples;
    }

    private Map<Labels, Double> alert(RuleState state, FileRule.Alerting rule, Instant at) {
        AlertEvaluation evaluation = new AlertEvaluation(
                rule,
                new AlertEvaluation.Environment(
                        parts.externalLabels(), parts.externalUrl(), expression -> forTemplate(expression, at)));
        Map<Labels, Alert> before = state.alerts();
        int limit = group.limit() > 0 ? group.limit() : MOST_ALERTS;
        Map<Labels, Alert> after = evaluation.next(before, elements(rule.expression(), at), at, limit);
        parts.listener().changed(state.id(), before, after, at, "condition over");
        state.becomes(after);
        return samples(rule, after);
    }

    /** Prometheus' two series about alerts. */
    private static Map<Labels, Double> samples(FileRule.Alerting rule, Map<Labels, Alert> alerts) {
        Map<Labels, Double> samples = new LinkedHashMap<>();
        alerts.forEach((labels, alert) -> {
            Labels named = labels.with("alertname", rule.name());
            samples.put(
                    named.with(Labels.NAME, "ALERTS").with("alertstate", alert.isFiring() ? "firing" : "pending"), 1.0);
            samples.put(named.with(Labels.NAME, "ALERTS_FOR_STATE"), (double)
                    alert.activeAt().getEpochSecond());
        });
        return samples;
    }

    private void write(RuleState state, Map<Labels, Double> samples, Instant at) {
        long atMs = at.toEpochMilli();
        samples.forEach((labels, value) -> parts.sink().append(labels, new Sample(atMs, value)));
        end(state.written(), samples.keySet(), atMs);
        state.wrote(samples.keySet());
    }

    private void end(Set<Labels> before, Set<Labels> now, long atMs) {
        Set<Labels> gone = new HashSet<>(before);
        gone.removeAll(now);
        gone.forEach(labels -> parts.sink().append(labels, new Sample(atMs, Sample.STALE)));
    }

    /** Ends everything of rules that a reload has taken away. */
    synchronized void end(Set<RuleId> goingOn, Instant at) {
        for (RuleState state : rules) {
            if (!goingOn.contains(state.id())) {
                parts.listener().changed(state.id(), state.alerts(), Map.of(), at, "rule removed");
                state.becomes(Map.of());
                end(state.written(), Set.of(), at.toEpochMilli());
                state.wrote(Set.of());
            }
        }
    }

    private List<QueryResult.Element> elements(String expression, Instant at) {
        QueryResult result = parts.promQl().query(expression, at);
        if (result instanceof QueryResult.InstantVector vector) {
            return vector.elements();
        }
        if (result instanceof QueryResult.Scalar scalar) {
            return List.of(new QueryResult.Element(Labels.EMPTY, scalar.sample()));
        }
        throw new EvaluationException("rule result is not a vector or scalar");
    }

    private List<TemplateData.Element> forTemplate(String expression, Instant at) {
        try {
            return elements(expression, at).stream()
                    .map(element -> new TemplateData.Element(
                            element.labels().asMap(), element.sample().value()))
                    .toList();
        } catch (QueryException | EvaluationException e) {
            throw new TemplateException(String.valueOf(e.getMessage()));
        }
    }

    synchronized GroupStatus status() {
        return new GroupStatus(
                group, interval, rules.stream().map(RuleState::status).toList(), lastEvaluation, took);
    }

    synchronized long evaluations() {
        return evaluations;
    }

    synchronized long failures() {
        return failures;
    }
}
