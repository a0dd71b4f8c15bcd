package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import io.weir.rules.promql.Expr.Matching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code and}, {@code or}, {@code unless}. */
final class SetOperation {
    private SetOperation() {}

    static List<Column> apply(Operator operator, Matching matching, List<Column> left, List<Column> right) {
        if (operator == Operator.OR) {
            List<Column> both = new ArrayList<>(left);
            both.addAll(filter(right, presence(left, matching), matching, false));
            return Column.joined(both);
        }
        return filter(left, presence(right, matching), matching, operator == Operator.AND);
    }

    /** For each signature the steps at which some element has it. */
    private static Map<Labels, boolean[]> presence(List<Column> columns, Matching matching) {
        Map<Labels, boolean[]> presence = new HashMap<>();
        for (Column column : columns) {
            boolean[] steps = presence.computeIfAbsent(
                    VectorMatching.signature(column.labels(), matching), key -> new boolean[column.values().length]);
            for (int i = 0; i < steps.length; i++) {
                steps[i] |= column.has(i);
            }
        }
        return presence;
    }

    private static List<Column> filter(
            List<Column> columns, Map<Labels, boolean[]> presence, Matching matching, boolean wanted) {
        List<Column> kept = new ArrayList<>();
        for (Column column : columns) {
            boolean[] steps = presence.get(VectorMatching.signature(column.labels(), matching));
            Column filtered = Column.empty(column.labels(), column.values().length);
            for (int i = 0; i < filtered.values().length; i++) {
                boolean present = steps != null && steps[i];
                if (present == wanted) {
                    filtered.values()[i] = column.values()[i];
                }
            }
            if (filtered.hasAny()) {
                kept.add(filtered);
            }
        }
        return kept;
    }
}
