package io.weir.rules.rulefile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a <a href="https://prometheus.io/docs/prometheus/2.42/configuration/unit_testing_rules/#test-file-format">unit test
 * file</a> says.
 *
 * @param ruleFiles the files under test, wildcards allowed, relative to the test file's folder
 * @param groupOrder groups named here are evaluated in this order
 */
record RuleTestFile(List<String> ruleFiles, Duration evaluationInterval, List<String> groupOrder, List<Case> tests) {
    private static final Set<String> FILE = Set.of("rule_files", "evaluation_interval", "group_eval_order", "tests");
    private static final Set<String> CASE = Set.of(
            "interval",
            "input_series",
            "alert_rule_test",
            "promql_expr_test",
            "external_labels",
            "external_url",
            "name");

    /** A series and its values as written. */
    record Input(String series, String values) {}

    /** Alerts that must fire at a time, and no others of that name. */
    record AlertTest(Duration at, String alertname, List<ExpectedAlert> alerts) {}

    record ExpectedAlert(Map<String, String> labels, Map<String, String> annotations) {}

    /** What a query must give at a time. */
    record QueryTest(String expression, Duration at, List<ExpectedSample> samples) {}

    record ExpectedSample(String labels, double value) {}

    /** Input and what is expected of it. */
    record Case(
            String name,
            Duration interval,
            List<Input> input,
            List<AlertTest> alerts,
            List<QueryTest> queries,
            Map<String, String> externalLabels,
            String externalUrl) {
        /** The latest time that anything is expected at. */
        Duration end() {
            Duration end = Duration.ZERO;
            for (AlertTest test : alerts) {
                end = test.at.compareTo(end) > 0 ? test.at : end;
            }
            for (QueryTest test : queries) {
                end = test.at.compareTo(end) > 0 ? test.at : end;
            }
            return end;
        }
    }

    /** @throws RuleFileException holding every fault found */
    static RuleTestFile read(Path path) {
        Faults faults = new Faults(path.toString());
        Entry root = Entry.parse(RuleFile.text(path), faults);
        Map<String, Entry> fields = root == null ? Map.of() : root.fields("a test file", FILE);
        Duration interval = duration(fields.get("evaluation_interval"), "evaluation_interval");
        List<String> order = new ArrayList<>();
        for (Entry group : list(fields.get("group_eval_order"), "group names")) {
            order.add(group.text("group_eval_order"));
        }
        if (new HashSet<>(order).size() != order.size()) {
            faults.add("group name repeated in evaluation order: " + order);
        }
        List<String> files = new ArrayList<>();
        list(fields.get("rule_files"), "rule files").forEach(file -> files.add(file.text("rule_files")));
        List<Case> tests = new ArrayList<>();
        list(fields.get("tests"), "tests").forEach(test -> tests.add(test(test)));
        faults.throwIfAny();
        return new RuleTestFile(files, interval.isZero() ? Duration.ofMinutes(1) : interval, order, tests);
    }

    private static List<Entry> list(@Nullable Entry entry, String what) {
        return entry == null ? List.of() : entry.list(what);
    }

    private static Duration duration(@Nullable Entry entry, String what) {
        return entry == null ? Duration.ZERO : entry.duration(what);
    }

    private static String text(@Nullable Entry entry, String what) {
        return entry == null ? "" : entry.text(what);
    }

    private static Map<String, String> texts(@Nullable Entry entry, String what) {
        return entry == null ? Map.of() : entry.texts(what);
    }

    private static Case test(Entry entry) {
        Map<String, Entry> fields = entry.fields("a test", CASE);
        List<Input> input = new ArrayList<>();
        for (Entry series : list(fields.get("input_series"), "series")) {
            Map<String, Entry> parts = series.fields("a series", Set.of("series", "values"));
            input.add(new Input(text(parts.get("series"), "series"), text(parts.get("values"), "values")));
        }
        List<AlertTest> alerts = new ArrayList<>();
        list(fields.get("alert_rule_test"), "alert tests").forEach(test -> alerts.add(alertTest(test)));
        List<QueryTest> queries = new ArrayList<>();
        list(fields.get("promql_expr_test"), "query tests").forEach(test -> queries.add(queryTest(test)));
        return new Case(
                text(fields.get("name"), "name"),
                duration(fields.get("interval"), "interval"),
                input,
                alerts,
                queries,
                texts(fields.get("external_labels"), "external_labels"),
                text(fields.get("external_url"), "external_url"));
    }

    private static AlertTest alertTest(Entry entry) {
        Map<String, Entry> fields = entry.fields("an alert test", Set.of("eval_time", "alertname", "exp_alerts"));
        List<ExpectedAlert> alerts = new ArrayList<>();
        for (Entry alert : list(fields.get("exp_alerts"), "expected alerts")) {
            Map<String, Entry> parts = alert.isNothing()
                    ? Map.of()
                    : alert.fields("an expected alert", Set.of("exp_labels", "exp_annotations"));
            alerts.add(new ExpectedAlert(
                    texts(parts.get("exp_labels"), "exp_labels"),
                    texts(parts.get("exp_annotations"), "exp_annotations")));
        }
        String name = text(fields.get("alertname"), "alertname");
        if (name.isEmpty()) {
            entry.fault("an item under alert_rule_test misses required attribute alertname");
        }
        return new AlertTest(duration(fields.get("eval_time"), "eval_time"), name, alerts);
    }

    private static QueryTest queryTest(Entry entry) {
        Map<String, Entry> fields = entry.fields("a query test", Set.of("expr", "eval_time", "exp_samples"));
        List<ExpectedSample> samples = new ArrayList<>();
        for (Entry sample : list(fields.get("exp_samples"), "expected samples")) {
            Map<String, Entry> parts = sample.fields("an expected sample", Set.of("labels", "value"));
            Entry value = parts.get("value");
            samples.add(
                    new ExpectedSample(text(parts.get("labels"), "labels"), value == null ? 0 : value.number("value")));
        }
        return new QueryTest(text(fields.get("expr"), "expr"), duration(fields.get("eval_time"), "eval_time"), samples);
    }

    /** The files under test that are there; {@code unmatched} hears of patterns that nothing matches. */
    List<Path> files(Path folder, java.util.function.Consumer<String> unmatched) {
        List<Path> files = new ArrayList<>();
        for (String pattern : ruleFiles) {
            List<Path> matches = FilePatterns.files(folder.resolve(pattern)).stream()
                    .filter(java.nio.file.Files::exists)
                    .toList();
            if (matches.isEmpty()) {
                unmatched.accept(pattern);
            }
            files.addAll(matches);
        }
        return files;
    }
}
