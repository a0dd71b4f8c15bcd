package io.weir.collector.push;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what a receiver hands to the head. */
final class Received implements SampleSink {
    final Map<Labels, List<Sample>> samples = new HashMap<>();

    @Override
    public synchronized void append(Labels series, Sample sample) {
        samples.computeIfAbsent(series, made -> new ArrayList<>()).add(sample);
    }

    synchronized List<Sample> of(Labels series) {
        return List.copyOf(samples.getOrDefault(series, List.of()));
    }

    /** The newest value of a series; null when there is none. */
    @Nullable
    Double newest(Labels series) {
        List<Sample> all = samples.getOrDefault(series, List.of());
        return all.isEmpty() ? null : all.get(all.size() - 1).value();
    }

    /** Whether the newest sample of a series is the stale marker. */
    boolean isOver(Labels series) {
        Double newest = newest(series);
        return newest != null && Sample.isStale(newest);
    }
}
