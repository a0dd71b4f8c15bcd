package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * One element of a vector over all steps of a query. A step without a value holds {@link #ABSENT}, the stale marker, which
 * no sample that is read ever is; so every computation asks {@link #has} first.
 */
@SuppressWarnings("ArrayRecordComponent") // Column data of one running query; nobody else sees it.
record Column(Labels labels, double[] values) {
    static final double ABSENT = Sample.STALE;

    static Column empty(Labels labels, int steps) {
        double[] values = new double[steps];
        Arrays.fill(values, ABSENT);
        return new Column(labels, values);
    }

    boolean has(int step) {
        return !isAbsent(values[step]);
    }

    static boolean isAbsent(double value) {
        return Sample.isStale(value);
    }

    boolean hasAny() {
        for (double value : values) {
            if (!isAbsent(value)) {
                return true;
            }
        }
        return false;
    }

    /** The steps that have a value, as samples at their times. */
    Series series(Grid grid) {
        int present = 0;
        for (int i = 0; i < grid.count(); i++) {
            present += has(i) ? 1 : 0;
        }
        long[] times = new long[present];
        double[] samples = new double[present];
        int to = 0;
        for (int i = 0; i < grid.count(); i++) {
            if (has(i)) {
                times[to] = grid.at(i);
                samples[to++] = values[i];
            }
        }
        return new Series(labels, times, samples);
    }

    /** A column of other labels and the values of {@code function}. */
    Column map(Labels newLabels, DoubleUnaryOperator function) {
        double[] mapped = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            mapped[i] = isAbsent(values[i]) ? ABSENT : function.applyAsDouble(values[i]);
        }
        return new Column(newLabels, mapped);
    }

    /**
     * Gives columns new labels. Those that become the same are joined when no step has both.
     *
     * @throws QueryException EXECUTION when a step has both
     */
    static List<Column> relabel(List<Column> columns, UnaryOperator<Labels> change) {
        List<Column> changed = new ArrayList<>(columns.size());
        for (Column column : columns) {
            changed.add(new Column(change.apply(column.labels), column.values));
        }
        return joined(changed);
    }

    /** Columns of which no two have the same labels. */
    static List<Column> joined(List<Column> columns) {
        Map<Labels, Column> byLabels = new LinkedHashMap<>();
        for (Column column : columns) {
            byLabels.merge(column.labels, column, Column::join);
        }
        return new ArrayList<>(byLabels.values());
    }

    private static Column join(Column first, Column second) {
        double[] both = first.values.clone();
        for (int i = 0; i < both.length; i++) {
            if (second.has(i)) {
                if (first.has(i)) {
                    throw new QueryException(
                            QueryException.Type.EXECUTION, "vector cannot contain metrics with the same labelset");
                }
                both[i] = second.values[i];
            }
        }
        return new Column(first.labels, both);
    }
}
