package io.weir.collector.restmetrics;

import io.weir.collector.metric.Labels;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How Flink's Prometheus reporter spells what REST calls otherwise. Source: {@code AbstractPrometheusReporter} and {@code
 * MetricQueryService} of <a href="https://github.com/apache/flink">Flink</a>.
 */
final class ReporterName {
    /** Latency markers: with 2.x a group of the task, before that one of the job's within the TaskManager. */
    private static final String LATENCY = "latency";

    /** First parts of the names of a task's own metrics that are groups, and not operators. */
    private static final Set<String> TASK_GROUPS =
            Set.of("Shuffle", "buffers", "Netty", "GateBuffers", "changelog", LATENCY);

    /** The summary that a histogram is with the reporter; minimum, maximum, mean and deviation are not part of it. */
    private static final Map<String, String> QUANTILES =
            Map.of("_median", "0.5", "_p75", "0.75", "_p95", "0.95", "_p98", "0.98", "_p99", "0.99", "_p999", "0.999");

    private static final Set<String> NO_QUANTILES = Set.of("_min", "_max", "_mean", "_stddev", "_p90");

    /** Groups of a key and a value: with the reporter the value is a label, and not part of the name. */
    private static final Set<String> KEYED_GROUPS = Set.of(
            "split",
            "topic",
            "partition",
            "source_id",
            "source_subtask_index",
            "operator_id",
            "operator_subtask_index");

    /** Only histograms have a metric that ends so. */
    static final String HISTOGRAM_MARK = "_p999";

    private ReporterName() {}

    static boolean isLatency(String id) {
        return id.startsWith(LATENCY + '.');
    }

    static boolean isTaskGroup(String part) {
        return TASK_GROUPS.contains(part);
    }

    /** Letters, digits, {@code :} and {@code _} stay, anything else becomes {@code _}. */
    static String sanitise(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean kept = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ':' || c == '_';
            clean.append(kept ? c : '_');
        }
        return clean.toString();
    }

    /** An operator's name within a REST metric: blanks, dots, colons and commas become {@code _}. */
    static String restOperator(String operator) {
        return operator.replace(' ', '_').replace('.', '_').replace(':', '_').replace(',', '_');
    }

    /** What a histogram's part is a part of; null when the name is of no such part. */
    static @Nullable String histogramOf(String id) {
        int underscore = id.lastIndexOf('_');
        if (underscore < 0) {
            return null;
        }
        String suffix = id.substring(underscore);
        return QUANTILES.containsKey(suffix) || NO_QUANTILES.contains(suffix) ? id.substring(0, underscore) : null;
    }

    static @Nullable Labels series(String prefix, String id, Labels labels, boolean histogram) {
        String[] parts = id.split("\\.", -1);
        StringBuilder joined = new StringBuilder(prefix);
        Labels whole = labels;
        for (int i = 0; i < parts.length; i++) {
            joined.append('_').append(sanitise(parts[i]));
            if (KEYED_GROUPS.contains(parts[i]) && i + 2 < parts.length) {
                whole = whole.with(parts[i], sanitise(parts[i + 1]));
                i++;
            }
        }
        String name = joined.toString();
        if (!histogram) {
            return whole.with(Labels.NAME, name);
        }
        int underscore = name.lastIndexOf('_');
        String quantile = QUANTILES.get(name.substring(underscore));
        return quantile == null
                ? null
                : whole.with(Labels.NAME, name.substring(0, underscore)).with("quantile", quantile);
    }
}
