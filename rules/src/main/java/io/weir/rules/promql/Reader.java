package io.weir.rules.promql;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import io.weir.collector.metric.SeriesVisitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what selectors ask for: once for all steps. */
final class Reader {
    /** How far back an instant selector looks: Prometheus' default. */
    static final long LOOKBACK_MS = 5 * 60 * 1000L;

    private static final int SERIES_BETWEEN_LOOKS = 256;

    private final SampleSource source;
    private final Grid grid;
    private final Shift.Bounds query;
    private final Duration resolution;
    private final Budget budget;

    /**
     * A reader of a query or of a subquery.
     *
     * @param grid the times to evaluate at; a subquery has its own
     * @param query what {@code start()} and {@code end()} mean, also within subqueries
     * @param resolution of subqueries that name none
     */
    Reader(SampleSource source, Grid grid, Shift.Bounds query, Duration resolution, Budget budget) {
        this.resolution = resolution;
        this.source = source;
        this.grid = grid;
        this.query = query;
        this.budget = budget;
    }

    /** The values of an instant selector: the newest sample at most five minutes old, unless it is a stale marker. */
    List<Column> instant(Expr.VectorSelector selector) {
        return instant(selector, false);
    }

    /** The times of those samples in seconds, for {@code timestamp()}. */
    List<Column> timestamps(Expr.VectorSelector selector) {
        return instant(selector, true);
    }

    private List<Column> instant(Expr.VectorSelector selector, boolean times) {
        List<Column> columns = new ArrayList<>();
        if (grid.count() == 1) {
            newest(selector, times, columns);
            return columns;
        }
        for (Series series : select(selector.matchers(), selector.shift(), LOOKBACK_MS)) {
            budget.spend(series.size() + (long) grid.count());
            Column column = Column.empty(series.labels(), grid.count());
            if (fill(column.values(), series, selector.shift(), times)) {
                columns.add(column);
            }
        }
        return columns;
    }

    /** At a single step only the newest sample of each series matters. */
    private void newest(Expr.VectorSelector selector, boolean times, List<Column> columns) {
        budget.spend(0);
        long at = selector.shift().apply(grid.startMs(), query);
        int[] seen = new int[2];
        source.newest(selector.matchers(), at - LOOKBACK_MS, at, (labels, timestampMs, value) -> {
            count(seen, 1);
            if (!Sample.isStale(value)) {
                columns.add(new Column(labels, new double[] {times ? timestampMs / 1000.0 : value}));
            }
        });
        spendRest(seen);
    }

    /** Looks at the budget now and then: asking the clock costs as much as reading a series. */
    private void count(int[] seen, int samples) {
        seen[0] += samples;
        seen[1]++;
        if (seen[1] == SERIES_BETWEEN_LOOKS) {
            spendRest(seen);
        }
    }

    private void spendRest(int[] seen) {
        budget.spend(seen[0]);
        budget.spendSeries(seen[1]);
        seen[0] = 0;
        seen[1] = 0;
    }

    private boolean fill(double[] values, Series series, Shift shift, boolean times) {
        boolean any = false;
        int next = 0;
        for (int step = 0; step < grid.count(); step++) {
            long at = shift.apply(grid.at(step), query);
            while (next < series.size() && series.timestampsMs()[next] <= at) {
                next++;
            }
            int newest = next - 1;
            if (newest >= 0
                    && series.timestampsMs()[newest] >= at - LOOKBACK_MS
                    && !Sample.isStale(series.values()[newest])) {
                values[step] = times ? series.timestampsMs()[newest] / 1000.0 : series.values()[newest];
                any = true;
            }
        }
        return any;
    }

    /** The series of a range selector or subquery with all samples any step needs; stale markers are left out. */
    List<Series> range(Expr expr) {
        if (expr instanceof Expr.Subquery subquery) {
            return computed(subquery);
        }
        List<Series> found = new ArrayList<>();
        scan(
                expr,
                (labels, times, values, size) ->
                        found.add(new Series(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size))));
        return found;
    }

    /** Shows what {@link #range} gives, one series after the other. */
    void scan(Expr expr, SeriesVisitor visitor) {
        if (expr instanceof Expr.Subquery subquery) {
            for (Series series : computed(subquery)) {
                visitor.visit(series.labels(), series.timestampsMs(), series.values(), series.size());
            }
            return;
        }
        Expr.MatrixSelector selector = (Expr.MatrixSelector) expr;
        Shift shift = selector.vector().shift();
        budget.spend(0);
        int[] seen = new int[2];
        LiveSamples live = new LiveSamples(visitor);
        source.scan(
                selector.vector().matchers(),
                shift.apply(grid.startMs(), query) - selector.rangeMs(),
                shift.apply(grid.endMs(), query),
                (labels, times, values, size) -> {
                    count(seen, size + grid.count());
                    live.visit(labels, times, values, size);
                });
        spendRest(seen);
    }

    /** Evaluates a subquery once, at all the times that any step needs: multiples of its resolution. */
    private List<Series> computed(Expr.Subquery subquery) {
        long stepMs = subquery.stepMs() == null ? resolution.toMillis() : subquery.stepMs();
        long fromMs = subquery.shift().apply(grid.startMs(), query) - subquery.rangeMs();
        long toMs = subquery.shift().apply(grid.endMs(), query);
        long startMs = Math.floorDiv(fromMs + stepMs - 1, stepMs) * stepMs;
        if (startMs > toMs) {
            return List.of();
        }
        long count = (toMs - startMs) / stepMs + 1;
        budget.spend(count);
        if (count > Integer.MAX_VALUE - 8) {
            throw budget.tooManySamples();
        }
        Grid inner = new Grid(startMs, stepMs, (int) count);
        Value value = new Evaluator(new Reader(source, inner, query, resolution, budget)).evaluate(subquery.inner());
        List<Series> series = new ArrayList<>();
        for (Column column : ((Value.Vectors) value).columns()) {
            if (column.hasAny()) {
                series.add(column.series(inner));
            }
        }
        return series;
    }

    /** Where the window of a range selector or subquery ends at a step. */
    long windowEndMs(Expr range, int step) {
        Shift shift = range instanceof Expr.Subquery subquery
                ? subquery.shift()
                : ((Expr.MatrixSelector) range).vector().shift();
        return shift.apply(grid.at(step), query);
    }

    private List<Series> select(List<LabelMatcher> matchers, Shift shift, long backMs) {
        budget.spend(0);
        List<Series> found =
                source.select(matchers, shift.apply(grid.startMs(), query) - backMs, shift.apply(grid.endMs(), query));
        budget.spendSeries(found.size());
        return found;
    }

    Grid grid() {
        return grid;
    }

    Budget budget() {
        return budget;
    }
}
