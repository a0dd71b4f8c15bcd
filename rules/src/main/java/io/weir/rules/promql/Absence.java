package io.weir.rules.promql;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code absent}: 1 where nothing is, with the labels that the selector says a series would have had. */
final class Absence {
    private Absence() {}

    static List<Column> of(Expr argument, List<Column> columns, Grid grid) {
        Labels labels = argument instanceof Expr.VectorSelector selector
                ? labels(selector)
                : argument instanceof Expr.MatrixSelector matrix ? labels(matrix.vector()) : Labels.EMPTY;
        Column absent = Column.empty(labels, grid.count());
        for (int i = 0; i < grid.count(); i++) {
            int step = i;
            if (columns.stream().noneMatch(column -> column.has(step))) {
                absent.values()[i] = 1;
            }
        }
        return absent.hasAny() ? List.of(absent) : List.of();
    }

    private static Labels labels(Expr.VectorSelector selector) {
        Map<String, String> labels = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (LabelMatcher matcher : selector.matchers()) {
            if (matcher.name().equals(Labels.NAME)) {
                continue;
            }
            if (matcher.kind() == LabelMatcher.Kind.EQUAL && seen.add(matcher.name())) {
                labels.put(matcher.name(), matcher.value());
            } else {
                labels.remove(matcher.name());
            }
        }
        return Labels.of(labels);
    }
}
