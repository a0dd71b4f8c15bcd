package io.weir.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.collector.metric.MetricEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One chart of a job's metrics page: a line of {@code job-metrics.txt}.
 *
 * @param metrics names of the same thing, the newer Flink's first
 */
record MetricChart(Group group, How how, List<String> metrics, String title, String titleZh) {
    /** The groups that the metrics page has. */
    enum Group {
        OVERVIEW,
        CHECKPOINTS,
        JOBMANAGER,
        TASKMANAGER,
        TASK
    }

    /** What is done with a metric over the granularity of the chart. */
    enum How {
        EACH,
        INCREASE,
        RATE,
        LAG
    }

    private static final int FIELDS = 5;

    /** Every chart, in the order to show. */
    static List<MetricChart> all() {
        try (InputStream stream = Objects.requireNonNull(MetricChart.class.getResourceAsStream("job-metrics.txt"))) {
            return new String(stream.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(MetricChart::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("job-metrics.txt cannot be read", e);
        }
    }

    private static MetricChart of(String line) {
        String[] fields = line.split("\\|");
        if (fields.length != FIELDS) {
            throw new IllegalStateException("job-metrics.txt: " + FIELDS + " fields are needed: " + line);
        }
        return new MetricChart(
                Group.valueOf(fields[0].strip().toUpperCase(Locale.ROOT)),
                How.valueOf(fields[1].strip().toUpperCase(Locale.ROOT)),
                Arrays.asList(fields[2].strip().split(" ")),
                fields[3].strip(),
                fields[4].strip());
    }

    /** The metric in PromQL, in its own unit. */
    String expression(String metric, MetricEntry entry, JobMetricsApi.Picked picked) {
        String by = picked.by(group, metric);
        String series = metric + "{" + picked.where(group, metric) + "}";
        String window = "[" + picked.window() + "]";
        String value =
                switch (how) {
                    case EACH -> known(overTime(entry) + "(" + series + window + ")", entry);
                    case INCREASE -> "increase(" + series + window + ")";
                    case RATE -> "rate(" + series + window + ")";
                    case LAG ->
                        "time() * " + (entry.unit().endsWith("ms") ? 1000 : 1) + " - (last_over_time(" + series + window
                                + ") > 0)";
                };
        return across(entry) + " by (" + by + ") (" + value + ")";
    }

    /** Flink says -1 where there is no value yet, which is no value. */
    private static String known(String value, MetricEntry entry) {
        return entry.range().equals(">=-1") ? value + " >= 0" : value;
    }

    private static String overTime(MetricEntry entry) {
        return switch (entry.aggregation()) {
            case SUM, MEAN -> "avg_over_time";
            case MIN -> "min_over_time";
            case MAX -> "max_over_time";
            case LAST -> "last_over_time";
        };
    }

    private String across(MetricEntry entry) {
        if (how == How.LAG) {
            return "max";
        }
        return switch (entry.aggregation()) {
            case SUM -> "sum";
            case MEAN -> "avg";
            case MIN -> "min";
            case MAX, LAST -> "max";
        };
    }
}
