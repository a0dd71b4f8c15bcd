package io.weir.collector.restmetrics;

import io.weir.collector.metric.Labels;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics behind one REST path belong to, and so how Flink's Prometheus reporter would call them. See <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/metrics/#scope">Flink's scopes</a>.
 *
 * @param path the path whose {@code ?get=} gives the values, such as {@code /jobmanager/metrics}
 * @param prefix of the reporter's names, such as {@code flink_jobmanager}
 * @param labels of every series: the target's and the scope's own
 * @param subtasks for a vertex, the labels that each subtask adds, by its index; null for every other scope
 * @param operators for a vertex, the operators' names as REST spells them and as the reporter does
 */
record MetricScope(
        String path,
        String prefix,
        Labels labels,
        @Nullable Map<Integer, Map<String, String>> subtasks,
        Map<String, String> operators) {
    /** Metrics of operators that live in the JobManager. */
    static final String COORDINATOR = "flink_jobmanager_job_operator";

    static final String JOB = "flink_jobmanager_job";

    private static final String JOB_IN_TASKMANAGER = "flink_taskmanager_job";

    static MetricScope of(String path, String prefix, Labels labels) {
        return new MetricScope(path, prefix, labels, null, Map.of());
    }

    /** The series that a REST metric is with the reporter; null when the reporter has none such. */
    @Nullable
    Labels series(String id, boolean histogram) {
        int dot = id.indexOf('.');
        if (subtasks == null) {
            // An operator coordinator's metrics begin with the operator, which the scope's labels name.
            String name = prefix.equals(COORDINATOR) ? id.substring(dot + 1) : id;
            if (prefix.equals(JOB) && ReporterName.isLatency(id)) {
                // REST shows what TaskManagers tell about the job among what the JobManager does.
                return ReporterName.series(JOB_IN_TASKMANAGER, name, labels, histogram);
            }
            return ReporterName.series(prefix, name, labels, histogram);
        }
        Map<String, String> subtask = dot < 1 ? null : subtasks.get(index(id.substring(0, dot)));
        if (subtask == null) {
            return null;
        }
        Labels whole = labels;
        for (Map.Entry<String, String> label : subtask.entrySet()) {
            whole = whole.with(label.getKey(), label.getValue());
        }
        String name = id.substring(dot + 1);
        int next = name.indexOf('.');
        if (next < 1 || ReporterName.isTaskGroup(name.substring(0, next))) {
            return ReporterName.series(prefix, name, whole, histogram);
        }
        String operator = name.substring(0, next);
        return ReporterName.series(
                prefix + "_operator",
                name.substring(next + 1),
                whole.with("operator_name", operators.getOrDefault(operator, ReporterName.sanitise(operator))),
                histogram);
    }

    private static int index(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
