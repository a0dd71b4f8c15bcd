package io.weir.rules.promql;

import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import java.util.ArrayList;
import java.util.List;

/** Reads what selectors ask for: once for all steps. */
final class Reader {
    /** How far back an instant selector looks: Prometheus' default. */
    static final long LOOKBACK_MS = 5 * 60 * 1000L;

    private final SampleSource source;
    private final Grid grid;
    private final Budget budget;

    Reader(SampleSource source, Grid grid, Budget budget) {
        this.source = source;
        this.grid = grid;
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
        for (Series series : select(selector, LOOKBACK_MS)) {
            budget.spend(series.size() + (long) grid.count());
            Column column = Column.empty(series.labels(), grid.count());
            if (fill(column.values(), series, selector.offsetMs(), times)) {
                columns.add(column);
            }
        }
        return columns;
    }

    private boolean fill(double[] values, Series series, long offsetMs, boolean times) {
        boolean any = false;
        int next = 0;
        for (int step = 0; step < grid.count(); step++) {
            long at = grid.at(step) - offsetMs;
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

    /** The series of a range selector with all samples any step needs; stale markers are left out. */
    List<Series> range(Expr.MatrixSelector selector) {
        List<Series> found = new ArrayList<>();
        for (Series series : select(selector.vector(), selector.rangeMs())) {
            budget.spend(series.size() + (long) grid.count());
            Series live = withoutStaleMarkers(series);
            if (live.size() > 0) {
                found.add(live);
            }
        }
        return found;
    }

    private List<Series> select(Expr.VectorSelector selector, long backMs) {
        budget.spend(0);
        return source.select(
                selector.matchers(), grid.startMs() - selector.offsetMs() - backMs, grid.endMs() - selector.offsetMs());
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
