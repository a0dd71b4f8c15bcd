package io.weir.rules.promql;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what selectors ask for: once for all steps. */
final class Reader {
    /** How far back an instant selector looks: Prometheus' default. */
    static final long LOOKBACK_MS = 5 * 60 * 1000L;

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
        for (Series series : select(selector.matchers(), selector.shift(), LOOKBACK_MS)) {
            budget.spend(series.size() + (long) grid.count());
            Column column = Column.empty(series.labels(), grid.count());
            if (fill(column.values(), series, selector.shift(), times)) {
                columns.add(column);
            }
        }
        return columns;
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
        return expr instanceof Expr.Subquery subquery ? computed(subquery) : read((Expr.MatrixSelector) expr);
    }

    private List<Series> read(Expr.MatrixSelector selector) {
        List<Series> found = new ArrayList<>();
        for (Series series :
                select(selector.vector().matchers(), selector.vector().shift(), selector.rangeMs())) {
            budget.spend(series.size() + (long) grid.count());
            Series live = withoutStaleMarkers(series);
            if (live.size() > 0) {
                found.add(live);
            }
        }
        return found;
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

    private static Series withoutStaleMarkers(Series series) {
        int live = 0;
        for (double value : series.values()) {
            if (!Sample.isStale(value)) {
                live++;
            }
        }
        if (live == series.size()) {
            return series;
        }
        long[] times = new long[live];
        double[] values = new double[live];
        int to = 0;
        for (int from = 0; from < series.size(); from++) {
            if (!Sample.isStale(series.values()[from])) {
                times[to] = series.timestampsMs()[from];
                values[to++] = series.values()[from];
            }
        }
        return new Series(series.labels(), times, values);
    }

    Grid grid() {
        return grid;
    }

    Budget budget() {
        return budget;
    }
}
