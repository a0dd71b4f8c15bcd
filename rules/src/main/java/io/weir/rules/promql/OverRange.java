package io.weir.rules.promql;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One function over one range at all steps of a query. Not thread-safe: one for each evaluation. */
final class OverRange {
    private final Reader reader;
    private final Grid grid;
    private final Function function;
    private final Expr range;
    private final long rangeMs;
    private final List<double[]> parameters;
    private final @Nullable Filter filter;
    private final double[] parameter;
    private final Window window = new Window();

    /** Where the window ends at each step. */
    private final long[] endsMs;

    /**
     * A function over a range.
     *
     * @param parameters the function's numbers, each at every step
     * @param filter which values to keep, at a query of one step; null to keep all
     */
    OverRange(Reader reader, Function function, Expr range, List<double[]> parameters, @Nullable Filter filter) {
        this.reader = reader;
        this.grid = reader.grid();
        this.function = function;
        this.range = range;
        this.rangeMs =
                range instanceof Expr.Subquery subquery ? subquery.rangeMs() : ((Expr.MatrixSelector) range).rangeMs();
        this.parameters = parameters;
        this.filter = filter;
        this.parameter = new double[parameters.size()];
        this.endsMs = new long[grid.count()];
        for (int step = 0; step < endsMs.length; step++) {
            endsMs[step] = reader.windowEndMs(range, step);
        }
    }

    /** A column for each series that has any value; several may have the same labels. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        reader.scan(range, (labels, times, values, size) -> {
            window.open(times, values, size);
            if (grid.count() == 1) {
                double value = at(0);
                if (!Column.isAbsent(value) && (filter == null || filter.keeps(value))) {
                    columns.add(new Column(named(labels), new double[] {value}));
                }
                return;
            }
            Column column = Column.empty(named(labels), grid.count());
            for (int step = 0; step < grid.count(); step++) {
                column.values()[step] = at(step);
            }
            if (column.hasAny()) {
                columns.add(column);
            }
        });
        return columns;
    }

    /**
     * The same.
     *
     * @throws QueryException EXECUTION when two have the same labels
     */
    List<Column> distinctColumns() {
        List<Column> columns = columns();
        if (!namesOneMetric(range)) {
            Set<Labels> seen = new HashSet<>();
            for (Column column : columns) {
                if (!seen.add(column.labels())) {
                    throw new QueryException(
                            QueryException.Type.EXECUTION, "vector cannot contain metrics with the same labelset");
                }
            }
        }
        return columns;
    }

    /** Whether all series have the same name, so that no two become the same without it. */
    static boolean namesOneMetric(Expr range) {
        return range instanceof Expr.MatrixSelector selector
                && selector.vector().matchers().stream()
                        .anyMatch(matcher -> matcher.kind() == LabelMatcher.Kind.EQUAL
                                && matcher.name().equals(Labels.NAME));
    }

    private double at(int step) {
        window.moveTo(endsMs[step] - rangeMs, endsMs[step]);
        if (window.size() == 0) {
            return Column.ABSENT;
        }
        for (int i = 0; i < parameter.length; i++) {
            parameter[i] = parameters.get(i)[step];
        }
        return RangeFunctions.apply(function, window, parameter, grid.at(step));
    }

    /** last_over_time moves a sample in time and changes nothing else, so it alone keeps the name. */
    private Labels named(Labels labels) {
        return function == Function.LAST_OVER_TIME ? labels : labels.withoutName();
    }
}
