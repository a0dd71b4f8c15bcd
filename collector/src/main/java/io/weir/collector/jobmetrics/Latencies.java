package io.weir.collector.jobmetrics;

import io.weir.collector.metric.Labels;
import java.util.HashMap;
import java.util.Map;

/** What latency markers say about one operator, from each source to each of its subtasks. */
final class Latencies {
    private final Map<String, Cells> byQuantile = new HashMap<>();

    Cell cell(Role role, Labels series) {
        String path = series.get("source_id")
                + ' '
                + series.get("source_subtask_index")
                + ' '
                + series.get("operator_subtask_index");
        return byQuantile
                .computeIfAbsent(series.get("quantile"), quantile -> new Cells())
                .cell(role, path);
    }

    /** The greatest of a quantile, in milliseconds; NaN when there is none. */
    double greatest(String quantile, long round) {
        Cells cells = byQuantile.get(quantile);
        return cells == null
                ? Double.NaN
                : cells.fresh(Role.LATENCY, round).stream()
                        .mapToDouble(Cell::value)
                        .max()
                        .orElse(Double.NaN);
    }
}
