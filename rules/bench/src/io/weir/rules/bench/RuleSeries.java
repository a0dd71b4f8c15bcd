package io.weir.rules.bench;

import io.weir.collector.head.Feed;
import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.List;

/** Counters that begin anew now and then: as a page for Prometheus to scrape, and as samples in Weir's head. */
final class RuleSeries {
    /** A series begins anew each so many seconds, and not all at once. */
    private static final int LIFE_SECONDS = 17;

    private final int targets;
    private final int seriesOfTarget;

    RuleSeries(int targets, int series) {
        this.targets = targets;
        this.seriesOfTarget = series / targets;
    }

    int count() {
        return targets * seriesOfTarget;
    }

    private static long value(int series, long second) {
        return Math.floorMod(second + series, LIFE_SECONDS) * (1L + series % 7);
    }

    String page(int target, long second) {
        StringBuilder page = new StringBuilder(seriesOfTarget * 40);
        page.append("# TYPE bench_total counter\n");
        for (int i = 0; i < seriesOfTarget; i++) {
            int series = target * seriesOfTarget + i;
            page.append("bench_total{series=\"").append(series).append("\"} ");
            page.append(value(series, second)).append('\n');
        }
        return page.toString();
    }

    /** Writes the samples of some seconds into a head, as that many scrapes would. */
    void write(Head head, long fromSecond, long toSecond) {
        Feed[] feeds = new Feed[targets];
        List<HeadSeries[]> pages = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            feeds[target] = head.feed();
            HeadSeries[] page = new HeadSeries[seriesOfTarget];
            for (int i = 0; i < seriesOfTarget; i++) {
                page[i] = head.series(Labels.of(
                        "__name__",
                        "bench_total",
                        "instance",
                        "target-" + target,
                        "job",
                        "bench",
                        "series",
                        String.valueOf(target * seriesOfTarget + i)));
            }
            pages.add(page);
        }
        double[] values = new double[seriesOfTarget];
        for (long second = fromSecond; second <= toSecond; second++) {
            for (int target = 0; target < targets; target++) {
                for (int i = 0; i < seriesOfTarget; i++) {
                    values[i] = value(target * seriesOfTarget + i, second);
                }
                feeds[target].append(second * 1000, pages.get(target), values, seriesOfTarget);
            }
        }
    }
}
