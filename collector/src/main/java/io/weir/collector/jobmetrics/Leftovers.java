package io.weir.collector.jobmetrics;

import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.head.NewestSample;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Series of job figures that a former process left open. Those of jobs that ended while Weir was off would go on for as long as PromQL looks
 * back, so they are ended once it has had time to hear of its jobs. Not thread-safe.
 */
final class Leftovers {
    private static final long PATIENCE_MS = 60_000;

    private final Head head;
    private final long sinceMs;
    private final List<HeadSeries> open = new ArrayList<>();
    private final NewestSample newest = new NewestSample();
    private boolean done;

    Leftovers(Head head, long sinceMs) {
        this.head = head;
        this.sinceMs = sinceMs;
    }

    /** Takes in a series that the head had, or has since, of whatever name. */
    void take(HeadSeries series) {
        if (!done && series.labels().name().startsWith(JobMetric.PREFIX)) {
            open.add(series);
        }
    }

    /**
     * Ends what nobody has taken up.
     *
     * @param alive the labels, without the name, of the jobs that are there
     * @param fromMs what is older has ended by itself
     */
    void end(Set<Labels> alive, long fromMs, long nowMs) {
        if (done || nowMs - sinceMs < PATIENCE_MS) {
            return;
        }
        done = true;
        for (HeadSeries series : open) {
            boolean leftOpen = series.readNewest(fromMs, newest) && !Sample.isStale(newest.value());
            if (leftOpen && !alive.contains(series.labels().withoutName())) {
                head.append(series.labels(), new Sample(nowMs, Sample.STALE));
            }
        }
        open.clear();
    }
}
