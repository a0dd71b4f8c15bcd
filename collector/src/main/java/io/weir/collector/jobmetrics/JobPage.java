package io.weir.collector.jobmetrics;

import io.weir.collector.head.Feed;
import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import org.jspecify.annotations.Nullable;

/** The published series of one job under one set of labels. A figure that is absent ends its series. Not thread-safe. */
final class JobPage {
    private static final JobMetric[] METRICS = JobMetric.values();

    private final Head head;
    private final Feed feed;
    private final Labels labels;
    private final HeadSeries[] handles = new HeadSeries[METRICS.length];
    private final boolean[] alive = new boolean[METRICS.length];
    private final HeadSeries[] series = new HeadSeries[METRICS.length];
    private final double[] values = new double[METRICS.length];

    JobPage(Head head, Labels labels) {
        this.head = head;
        this.feed = head.feed();
        this.labels = labels;
    }

    Labels labels() {
        return labels;
    }

    /** Publishes figures and the end of those that there were before; returns how many figures the head took. */
    int publish(JobValues figures, long atMs) {
        int count = 0;
        int taken = 0;
        for (JobMetric metric : METRICS) {
            int at = metric.ordinal();
            if (figures.has(metric)) {
                HeadSeries one = handle(metric);
                if (one == null) {
                    continue;
                }
                alive[at] = true;
                series[count] = one;
                values[count++] = figures.get(metric);
                taken++;
            } else if (alive[at]) {
                alive[at] = false;
                series[count] = handles[at];
                values[count++] = Sample.STALE;
            }
        }
        if (count > 0) {
            feed.append(atMs, series, values, count);
        }
        return taken;
    }

    /** Null while the head has no room. */
    private @Nullable HeadSeries handle(JobMetric metric) {
        int at = metric.ordinal();
        if (handles[at] == null) {
            handles[at] = head.series(labels.with(Labels.NAME, metric.seriesName()));
        }
        return handles[at];
    }

    /** Ends all series. */
    void end(long atMs) {
        publish(new JobValues(), atMs);
    }
}
