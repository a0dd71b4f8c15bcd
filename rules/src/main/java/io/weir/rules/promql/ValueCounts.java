package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code count_values("label", v)}: how many elements have each value, the value being a label of the result. */
final class ValueCounts {
    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private ValueCounts() {}

    static List<Column> of(Expr.Aggregation aggregation, List<Column> columns, String label, Reader reader) {
        if (!LABEL_NAME.matcher(label).matches()) {
            throw new QueryException(
                    QueryException.Type.EXECUTION,
                    "invalid label name \"" + label + "\" in count_values; write one such as \"value\"");
        }
        int steps = reader.grid().count();
        Map<Labels, Column> counts = new LinkedHashMap<>();
        for (Column column : columns) {
            for (int step = 0; step < steps; step++) {
                if (column.has(step)) {
                    Labels key = Grouping.key(aggregation, column.labels())
                            .with(label, GoNumber.decimal(column.values()[step]));
                    Column count = counts.get(key);
                    if (count == null) {
                        // Each distinct value makes a series, so this can grow faster than what was read.
                        reader.budget().spend(steps);
                        count = Column.empty(key, steps);
                        counts.put(key, count);
                    }
                    count.values()[step] = count.has(step) ? count.values()[step] + 1 : 1;
                }
            }
        }
        return new ArrayList<>(counts.values());
    }
}
