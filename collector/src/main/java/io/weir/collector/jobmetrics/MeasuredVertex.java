package io.weir.collector.jobmetrics;

import java.util.HashMap;
import java.util.Map;

/** A vertex of a job with samples of its subtasks, and its operators. */
final class MeasuredVertex {
    final String id;
    final Cells cells = new Cells();
    final Map<String, MeasuredOperator> operators = new HashMap<>();

    MeasuredVertex(String id) {
        this.id = id;
    }

    MeasuredOperator operator(String name) {
        return operators.computeIfAbsent(name, n -> new MeasuredOperator(n, new Cells()));
    }

    boolean hasSource() {
        return operators.values().stream().anyMatch(MeasuredOperator::isSource);
    }

    boolean hasSink() {
        return operators.values().stream().anyMatch(MeasuredOperator::isSink);
    }
}
