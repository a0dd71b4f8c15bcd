package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SeriesVisitor;
import java.util.Arrays;

/** Passes series on without their stale markers, and those not at all that have nothing else. Not thread-safe. */
final class LiveSamples implements SeriesVisitor {
    private final SeriesVisitor next;

    LiveSamples(SeriesVisitor next) {
        this.next = next;
    }

    @Override
    public void visit(Labels labels, long[] timestampsMs, double[] values, int size) {
        boolean numbers = true;
        for (int i = 0; i < size; i++) {
            numbers &= !Double.isNaN(values[i]);
        }
        if (numbers) {
            next.visit(labels, timestampsMs, values, size);
            return;
        }
        // A stale marker is one of many values that are no number; what is lent is not written to.
        long[] liveTimes = Arrays.copyOf(timestampsMs, size);
        double[] liveValues = Arrays.copyOf(values, size);
        int live = 0;
        for (int i = 0; i < size; i++) {
            if (!Sample.isStale(values[i])) {
                liveTimes[live] = timestampsMs[i];
                liveValues[live++] = values[i];
            }
        }
        if (live > 0) {
            next.visit(labels, liveTimes, liveValues, live);
        }
    }
}
