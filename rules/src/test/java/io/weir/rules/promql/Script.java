package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.rules.FakeSampleSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a script in the form of Prometheus' own PromQL tests: {@code load}, {@code clear} and {@code eval instant at}. Every
 * statement is evaluated as an instant query and again as the middle of a range query.
 */
final class Script {
    private static final Pattern LOAD = Pattern.compile("load\\s+(\\S+)");
    private static final Pattern EVAL =
            Pattern.compile("eval(?:_(fail|ordered))?\\s+instant\\s+(?:at\\s+(\\S+)\\s+)?(.+)");
    private static final double CLOSE = 1e-6;

    /** What became of one {@code eval}. */
    record Verdict(String statement, @Nullable String fault) {}

    private final String name;
    private final List<String> lines;
    private final List<Verdict> verdicts = new ArrayList<>();
    private FakeSampleSource samples = new FakeSampleSource();
    private int at;

    private Script(String name, String text) {
        this.name = name;
        this.lines = text.lines()
                .map(String::trim)
                .map(line -> line.startsWith("#") ? "" : line)
                .toList();
    }

    /** One verdict for each {@code eval}. */
    static List<Verdict> run(String name, String text) {
        Script script = new Script(name, text);
        while (script.at < script.lines.size()) {
            String line = script.lines.get(script.at++);
            if (line.startsWith("clear")) {
                script.samples = new FakeSampleSource();
            } else if (line.startsWith("load")) {
                script.load(line);
            } else if (line.startsWith("eval")) {
                script.evaluate(line);
            } else if (!line.isEmpty()) {
                throw new IllegalArgumentException(name + ":" + script.at + ": no command: " + line);
            }
        }
        return script.verdicts;
    }

    private List<String> block() {
        List<String> block = new ArrayList<>();
        while (at < lines.size() && !lines.get(at).isEmpty()) {
            block.add(lines.get(at++));
        }
        return block;
    }

    private void load(String line) {
        Matcher load = LOAD.matcher(line);
        if (!load.matches()) {
            throw new IllegalArgumentException(name + ":" + at + ": " + line);
        }
        long stepMs = Durations.parse(load.group(1)).toMillis();
        for (String text : block()) {
            SeriesDescription series = SeriesDescription.parse(text);
            for (int i = 0; i < series.values().size(); i++) {
                Double value = series.values().get(i);
                if (value != null) {
                    samples.append(series.labels(), i * stepMs, value);
                }
            }
        }
    }

    private void evaluate(String line) {
        int number = at;
        Matcher eval = EVAL.matcher(line);
        if (!eval.matches()) {
            throw new IllegalArgumentException(name + ":" + number + ": " + line);
        }
        List<String> expected = block();
        Instant time = eval.group(2) == null ? Instant.EPOCH : Instant.EPOCH.plus(Durations.parse(eval.group(2)));
        String fault;
        try {
            fault = fault(eval.group(3), time, expected, eval.group(1));
        } catch (RuntimeException e) {
            fault = e.toString();
        }
        verdicts.add(new Verdict(name + ":" + number + ": " + line, fault));
    }

    private @Nullable String fault(String expression, Instant time, List<String> expected, @Nullable String mode) {
        PromQl promQl = new PromQl(samples, Limits.DEFAULT);
        if ("fail".equals(mode)) {
            try {
                return "did not fail but gave " + promQl.query(expression, time);
            } catch (QueryException e) {
                return null;
            }
        }
        boolean scalar = expected.size() == 1
                && expected.get(0).toLowerCase(Locale.ROOT).matches("[+-]?(inf|nan|0x[0-9a-f]+|[0-9.][0-9.e+-]*)");
        Map<Labels, Double> wanted = new LinkedHashMap<>();
        for (String line : expected) {
            SeriesDescription series = SeriesDescription.parse(scalar ? "{} " + line : line);
            wanted.put(series.labels(), series.values().get(0));
        }
        String fault = compare(values(promQl.query(expression, time)), wanted, "ordered".equals(mode));
        if (fault != null || "ordered".equals(mode)) {
            return fault;
        }
        QueryResult.Matrix range = promQl.queryRange(
                expression, time.minus(Duration.ofMinutes(1)), time.plus(Duration.ofMinutes(1)), Duration.ofMinutes(1));
        String rangeFault = compare(valuesAt(range, time.toEpochMilli()), wanted, false);
        return rangeFault == null ? null : "as a range query: " + rangeFault;
    }

    private static Map<Labels, Double> values(QueryResult result) {
        if (result instanceof QueryResult.Scalar scalar) {
            return Map.of(Labels.EMPTY, scalar.sample().value());
        }
        Map<Labels, Double> values = new LinkedHashMap<>();
        ((QueryResult.InstantVector) result)
                .elements()
                .forEach(
                        element -> values.put(element.labels(), element.sample().value()));
        return values;
    }

    private static Map<Labels, Double> valuesAt(QueryResult.Matrix matrix, long timeMs) {
        Map<Labels, Double> values = new LinkedHashMap<>();
        for (Series series : matrix.series()) {
            for (int i = 0; i < series.size(); i++) {
                if (series.timestampsMs()[i] == timeMs && !Sample.isStale(series.values()[i])) {
                    values.put(series.labels(), series.values()[i]);
                }
            }
        }
        return values;
    }

    private static @Nullable String compare(Map<Labels, Double> got, Map<Labels, Double> wanted, boolean ordered) {
        if (!got.keySet().equals(wanted.keySet())) {
            return "expected " + wanted + ", got " + got;
        }
        if (ordered && !List.copyOf(got.keySet()).equals(List.copyOf(wanted.keySet()))) {
            return "expected in this order " + wanted + ", got " + got;
        }
        boolean same = wanted.entrySet().stream()
                .allMatch(entry -> isClose(entry.getValue(), got.getOrDefault(entry.getKey(), Double.NaN)));
        return same ? null : "expected " + wanted + ", got " + got;
    }

    private static boolean isClose(double a, double b) {
        return Double.compare(a, b) == 0
                || a == b
                || Math.abs(a - b) <= CLOSE * Math.min(Math.abs(a), Math.abs(b))
                || Math.abs(a - b) < CLOSE * CLOSE;
    }

    /** The faults among verdicts, one line each. */
    static List<String> faults(Stream<Verdict> verdicts) {
        return verdicts.filter(verdict -> verdict.fault() != null)
                .map(verdict -> verdict.statement() + "\n    " + verdict.fault())
                .toList();
    }
}
