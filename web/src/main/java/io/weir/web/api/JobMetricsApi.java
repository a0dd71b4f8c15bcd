package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.flink.Job;
import io.weir.collector.metric.MetricCatalogue;
import io.weir.collector.metric.MetricEntry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The charts of a job's metrics page by group, each explained from the catalogue of metrics. */
final class JobMetricsApi {
    private static final int LEAST_SECONDS = 60;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_PICKED = 50;

    /** {@code MetricChart} of openapi.yaml. */
    private record View(
            String id,
            String title,
            String titleZh,
            String help,
            String helpZh,
            String metric,
            String unit,
            @Nullable Double max,
            List<Charts.Query> queries) {}

    private final Collector collector;
    private final Duration scrapeInterval;
    private final List<MetricChart> charts = MetricChart.all();

    JobMetricsApi(Collector collector, Duration scrapeInterval) {
        this.collector = collector;
        this.scrapeInterval = scrapeInterval;
    }

    void register(Routes routes) {
        routes.get("/api/v1/clusters/{cluster}/jobs/{jobId}/metrics", this::metrics);
    }

    private void metrics(Context context) {
        Job job = collector.cluster(context.pathParam("cluster")).stream()
                .flatMap(state -> state.jobs().stream())
                .filter(each -> each.id().equals(context.pathParam("jobId")))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound(
                        "cluster \"" + context.pathParam("cluster") + "\" lists no job " + context.pathParam("jobId")));
        MetricChart.Group group = Parameters.word(context, "group", MetricChart.Group.class);
        MetricChart.Group wanted = group == null ? MetricChart.Group.OVERVIEW : group;
        int granularity = Parameters.integer(context, "granularity", LEAST_SECONDS, LEAST_SECONDS, MOST_SECONDS);
        // A window needs two samples even where scrapes are further apart than the points of the chart.
        long window = Math.max(granularity, scrapeInterval.toSeconds() * 2);
        Picked picked = new Picked(job, picked(context, "process"), picked(context, "vertex"), window + "s");
        Answer.data(
                context,
                charts.stream()
                        .filter(chart -> chart.group() == wanted)
                        .map(chart -> view(chart, picked))
                        .toList());
    }

    private static List<String> picked(Context context, String name) {
        List<String> values = context.queryParams(name);
        if (values.size() > MOST_PICKED) {
            throw ApiException.badData(name + " may be given " + MOST_PICKED + " times at most");
        }
        return values;
    }

    private static View view(MetricChart chart, Picked picked) {
        String name = chart.metrics().get(0);
        MetricEntry entry = MetricCatalogue.flink()
                .find(name)
                .orElseThrow(() -> new IllegalStateException("the catalogue has no metric " + name));
        MetricUnit unit = MetricUnit.of(chart, entry);
        String legend = picked.legend(chart.group(), name);
        String expression = chart.metrics().stream()
                .map(metric -> chart.expression(metric, entry, picked))
                .collect(Collectors.joining(" or "));
        return new View(
                chart.group().name().toLowerCase(Locale.ROOT) + "-" + name,
                chart.title(),
                chart.titleZh(),
                entry.english(),
                entry.chinese(),
                name,
                unit.word(),
                unit.word().equals("share") && entry.range().equals("0..1") ? Double.valueOf(1) : null,
                List.of(new Charts.Query(unit.scaled(expression), legend)));
    }

    /** Which part of a job a chart is of. Nothing picked means everything. */
    record Picked(Job job, List<String> processes, List<String> vertices, String window) {
        String where(MetricChart.Group group, String metric) {
            String cluster = "cluster=\"" + escaped(job.cluster()) + "\"";
            String ofJob = cluster + ",job_id=\"" + escaped(job.id()) + "\"";
            if (metric.startsWith("weir_job_") || metric.startsWith("flink_jobmanager_job_")) {
                return ofJob;
            }
            return switch (group) {
                case TASKMANAGER -> cluster + any("process", processes);
                case TASK -> ofJob + any("task_id", vertices);
                case OVERVIEW, CHECKPOINTS, JOBMANAGER -> cluster;
            };
        }

        /** What lines are told apart by; empty where there is one. */
        String by(MetricChart.Group group, String metric) {
            return switch (group) {
                case TASKMANAGER -> "process";
                case TASK -> vertices.size() == 1 ? "subtask_index" : "task_name";
                case JOBMANAGER -> metric.startsWith("weir_job_") ? "" : "process";
                case OVERVIEW, CHECKPOINTS -> "";
            };
        }

        String legend(MetricChart.Group group, String metric) {
            String by = by(group, metric);
            return by.isEmpty() ? job.name() : "{{" + by + "}}";
        }

        private static String any(String label, List<String> values) {
            return values.isEmpty()
                    ? ""
                    : values.stream()
                            .map(value -> escaped(value.replaceAll("([\\\\^$.|?*+()\\[\\]{}])", "\\\\$1")))
                            .collect(Collectors.joining("|", "," + label + "=~\"", "\""));
        }

        private static String escaped(String text) {
            return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }
    }
}
