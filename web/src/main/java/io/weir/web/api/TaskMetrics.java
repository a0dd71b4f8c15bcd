package io.weir.web.api;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest values of every subtask of a cluster's jobs. A value older than the window counts as not measured: what is no
 * longer scraped must not be shown as if it were so now. Names and units are those of <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.0/docs/ops/metrics/#io">Flink's task metrics</a>; joined by
 * the ids, for the names in labels are sanitised.
 */
final class TaskMetrics {
    private static final String PREFIX = "flink_taskmanager_job_task_";

    /** What is read of each subtask. */
    enum Metric {
        /** Milliseconds a second it could not hand on. */
        BACK_PRESSURE("backPressuredTimeMsPerSecond"),
        /** Milliseconds a second it worked; NaN for a source of the old kind. */
        BUSY("busyTimeMsPerSecond"),
        IDLE("idleTimeMsPerSecond"),
        RECORDS_IN("numRecordsInPerSecond"),
        RECORDS_OUT("numRecordsOutPerSecond");

        private final String flinkName;

        Metric(String flinkName) {
            this.flinkName = flinkName;
        }

        boolean isShare() {
            return this == BACK_PRESSURE || this == BUSY || this == IDLE;
        }
    }

    private static final Map<String, Metric> BY_NAME =
            Stream.of(Metric.values()).collect(Collectors.toMap(metric -> PREFIX + metric.flinkName, metric -> metric));

    private record Vertex(String jobId, String vertexId) {}

    /** A subtask's values. */
    static final class Subtask {
        private final int index;
        private final Map<Metric, Double> values = new EnumMap<>(Metric.class);
        private String taskManager = "";
        private long newestMs = Long.MIN_VALUE;

        private Subtask(int index) {
            this.index = index;
        }

        int index() {
            return index;
        }

        @Nullable
        String taskManager() {
            return taskManager.isEmpty() ? null : taskManager;
        }

        /** Shares as 0 to 1; null when not measured. */
        @Nullable
        Double value(Metric metric) {
            return values.get(metric);
        }
    }

    private final Map<Vertex, SortedMap<Integer, Subtask>> vertices = new HashMap<>();

    private TaskMetrics() {}

    /** Reads what was measured in the window that ends now. */
    static TaskMetrics read(
            SampleSource samples, String cluster, @Nullable String jobId, Instant now, Duration window) {
        List<LabelMatcher> matchers = new ArrayList<>();
        matchers.add(new LabelMatcher(
                LabelMatcher.Kind.REGEX,
                Labels.NAME,
                PREFIX + Stream.of(Metric.values()).map(m -> m.flinkName).collect(Collectors.joining("|", "(", ")"))));
        matchers.add(LabelMatcher.equal("cluster", cluster));
        if (jobId != null) {
            matchers.add(LabelMatcher.equal("job_id", jobId));
        }
        TaskMetrics metrics = new TaskMetrics();
        long nowMs = now.toEpochMilli();
        samples.newest(matchers, nowMs - window.toMillis(), nowMs, metrics::take);
        return metrics;
    }

    private void take(Labels labels, long at, double value) {
        if (Sample.isStale(value)) {
            return;
        }
        String jobId = "";
        String vertexId = "";
        String process = "";
        String taskManager = "";
        Metric metric = null;
        int index = -1;
        // In one pass: this is done for each metric of each subtask whenever somebody looks at the list of jobs.
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.valueAt(i);
            switch (labels.nameAt(i)) {
                case Labels.NAME -> metric = BY_NAME.get(label);
                case "subtask_index" -> index = index(label);
                case "job_id" -> jobId = label;
                case "task_id" -> vertexId = label;
                case "process" -> process = label;
                case "tm_id" -> taskManager = label;
                default -> {}
            }
        }
        if (metric == null || index < 0) {
            return;
        }
        Subtask subtask = vertices.computeIfAbsent(new Vertex(jobId, vertexId), vertex -> new TreeMap<>())
                .computeIfAbsent(index, Subtask::new);
        if (at < subtask.newestMs) {
            // An attempt that is over: after a restart both are in the window for a while.
            return;
        }
        if (at > subtask.newestMs) {
            subtask.values.clear();
            subtask.newestMs = at;
            subtask.taskManager = process.isEmpty() ? taskManager : process;
        }
        if (Double.isFinite(value)) {
            subtask.values.put(metric, metric.isShare() ? Math.max(0, Math.min(1, value / 1000)) : value);
        }
    }

    private static int index(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A vertex's subtasks, by index. */
    List<Subtask> subtasks(String jobId, String vertexId) {
        SortedMap<Integer, Subtask> ofVertex = vertices.get(new Vertex(jobId, vertexId));
        return ofVertex == null ? List.of() : List.copyOf(ofVertex.values());
    }

    /** The highest value of a vertex's subtasks; null when none is measured. */
    @Nullable
    Double highest(String jobId, String vertexId, Metric metric) {
        return reduce(jobId, vertexId, metric, Math::max);
    }

    /** The sum over a vertex's subtasks; null when none is measured. */
    @Nullable
    Double total(String jobId, String vertexId, Metric metric) {
        return reduce(jobId, vertexId, metric, Double::sum);
    }

    private @Nullable Double reduce(
            String jobId, String vertexId, Metric metric, java.util.function.BinaryOperator<Double> operator) {
        Double result = null;
        for (Subtask subtask : subtasks(jobId, vertexId)) {
            Double value = subtask.value(metric);
            if (value != null) {
                result = result == null ? value : operator.apply(result, value);
            }
        }
        return result;
    }
}
