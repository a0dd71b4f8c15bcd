package io.weir.rules.rulefile;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.rules.promql.GoNumber;
import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryException;
import io.weir.rules.promql.QueryResult;
import io.weir.rules.promql.SeriesDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs unit tests of rules as {@code promtool test rules} does: the same evaluation as live, over written-down series. */
public final class RuleTest {
    private final RuleTestFile.Case test;
    private final Duration evaluationInterval;
    private final TestSamples samples = new TestSamples();
    private final PromQl promQl;
    private final List<GroupRun> groups = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private RuleTest(RuleTestFile file, RuleTestFile.Case test, List<RuleGroup> ruleGroups) {
        this.test = test;
        this.evaluationInterval = file.evaluationInterval();
        this.promQl = new PromQl((SampleSource) samples, Limits.DEFAULT, evaluationInterval);
        GroupRun.Parts parts =
                new GroupRun.Parts(promQl, samples, AlertListener.NONE, test.externalLabels(), test.externalUrl());
        ruleGroups.stream()
                .sorted(Comparator.comparingInt(
                        group -> Math.max(0, file.groupOrder().indexOf(group.name()))))
                .forEach(group -> groups.add(new GroupRun(group, test.interval(), parts)));
    }

    /**
     * Runs the tests of a file.
     *
     * @param unmatched hears of patterns of rule files that nothing matches
     * @return what does not hold; none when all is well
     */
    public static List<String> run(Path path, Consumer<String> unmatched) {
        List<String> faults = new ArrayList<>();
        try {
            RuleTestFile file = RuleTestFile.read(path);
            Path folder = path.toAbsolutePath().getParent();
            List<RuleGroup> groups = new ArrayList<>();
            for (Path ruleFile : file.files(folder == null ? path : folder, unmatched)) {
                groups.addAll(RuleFile.read(ruleFile).groups());
            }
            for (RuleTestFile.Case test : file.tests()) {
                faults.addAll(new RuleTest(file, test, groups).run());
            }
        } catch (RuleFileException e) {
            faults.addAll(e.faults());
        }
        return faults;
    }

    private List<String> run() {
        try {
            load();
        } catch (IllegalArgumentException | EvaluationException e) {
            return List.of("    " + e.getMessage());
        }
        TreeSet<Duration> times = new TreeSet<>();
        test.alerts().forEach(alert -> times.add(alert.at()));
        for (Duration at = Duration.ZERO; at.compareTo(test.end()) <= 0; at = at.plus(evaluationInterval)) {
            if (!evaluate(at)) {
                return faults;
            }
            // What is expected between two evaluations is compared with the first of them.
            Duration next = at.plus(evaluationInterval);
            times.subSet(at, true, next, false).forEach(this::compareAlerts);
        }
        test.queries().forEach(this::compare);
        return faults;
    }

    private void load() {
        for (RuleTestFile.Input input : test.input()) {
            SeriesDescription series = SeriesDescription.of(input.series(), input.values());
            for (int i = 0; i < series.values().size(); i++) {
                Double value = series.values().get(i);
                if (value != null) {
                    samples.load(series.labels(), test.interval().toMillis() * i, value);
                }
            }
        }
    }

    private boolean evaluate(Duration at) {
        samples.until(at.toMillis());
        boolean well = true;
        for (GroupRun group : groups) {
            group.evaluate(Instant.ofEpochMilli(at.toMillis()));
            for (RuleState state : group.rules()) {
                if (state.lastError() != null) {
                    faults.add(
                            "    rule: " + state.rule().name() + ", time: " + text(at) + ", err: " + state.lastError());
                    well = false;
                }
            }
        }
        return well;
    }

    private void compareAlerts(Duration at) {
        for (RuleTestFile.AlertTest expected : test.alerts()) {
            if (expected.at().equals(at)) {
                List<String> wanted = expected.alerts().stream()
                        .map(alert -> described(
                                Labels.of(alert.labels()).with("alertname", expected.alertname()), alert.annotations()))
                        .sorted()
                        .toList();
                List<String> got = firing(expected.alertname());
                if (!got.equals(wanted)) {
                    faults.add(name() + "    alertname: " + expected.alertname() + ", time: " + text(at)
                            + ", \n        exp:" + listed(wanted) + ", \n        got:" + listed(got));
                }
            }
        }
    }

    private List<String> firing(String name) {
        return groups.stream()
                .flatMap(group -> group.rules().stream())
                .filter(state -> state.rule() instanceof FileRule.Alerting
                        && state.rule().name().equals(name))
                .flatMap(state -> state.alerts().values().stream())
                .filter(Alert::isFiring)
                .map(alert -> described(alert.labels(), alert.annotations()))
                .sorted()
                .toList();
    }

    private static String described(Labels labels, Map<String, String> annotations) {
        return "Labels:" + labels + "\nAnnotations:" + new TreeMap<>(annotations);
    }

    private static String listed(List<String> alerts) {
        if (alerts.isEmpty()) {
            return "[]";
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < alerts.size(); i++) {
            text.append("\n            ").append(i).append(":\n              ");
            text.append(alerts.get(i).replace("\n", "\n              "));
        }
        return text.append("\n            ]").toString();
    }

    private String name() {
        return test.name().isEmpty() ? "" : "    name: " + test.name() + ",\n";
    }

    private static String text(Duration time) {
        return time.isZero() ? "0s" : time.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }

    private void compare(RuleTestFile.QueryTest query) {
        String prefix = "    expr: \"" + query.expression() + "\", time: " + text(query.at()) + ",";
        try {
            List<String> got = answer(query);
            List<String> wanted = query.samples().stream()
                    .map(sample -> sample(SeriesDescription.labels(sample.labels()), sample.value()))
                    .sorted()
                    .toList();
            // NaN equals nothing, itself included; promtool has it so too.
            boolean nan = wanted.stream().anyMatch(sample -> sample.endsWith(" NaN"));
            if (nan || !got.equals(wanted)) {
                faults.add(prefix + "\n        exp: " + joined(wanted) + "\n        got: " + joined(got));
            }
        } catch (QueryException | EvaluationException | IllegalArgumentException e) {
            faults.add(prefix + " err: " + e.getMessage());
        }
    }

    private static String joined(List<String> samples) {
        return samples.isEmpty() ? "nil" : samples.stream().collect(Collectors.joining(", "));
    }

    private static String sample(Labels labels, double value) {
        return labels + " " + GoNumber.general(value == 0 ? 0.0 : value);
    }

    private List<String> answer(RuleTestFile.QueryTest query) {
        QueryResult result =
                promQl.query(query.expression(), Instant.ofEpochMilli(query.at().toMillis()));
        if (result instanceof QueryResult.Scalar scalar) {
            return List.of(sample(Labels.EMPTY, scalar.sample().value()));
        }
        if (result instanceof QueryResult.InstantVector vector) {
            return vector.elements().stream()
                    .map(element -> sample(element.labels(), element.sample().value()))
                    .sorted()
                    .toList();
        }
        throw new EvaluationException("rule result is not a vector or scalar");
    }
}
