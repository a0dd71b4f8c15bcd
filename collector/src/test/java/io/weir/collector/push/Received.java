package io.weir.collector.push;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a receiver hands to the head. */
final class Received implements SampleSink {
    final Map<Labels, List<Sample>> samples = new HashMap<>();

    @Override
    public synchronized void append(Labels series, Sample sample) {
        samples.computeIfAbsent(series, made -> new ArrayList<>()).add(sample);
    }

    /** The newest value of a series; null when there is none. */
    Double newest(Labels series) {
        List<Sample> all = samples.getOrDefault(series, List.of());
        return all.isEmpty() ? null : all.get(all.size() - 1).value();
    }
}
