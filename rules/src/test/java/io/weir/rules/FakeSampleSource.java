package io.weir.rules;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Samples in sorted maps: simple enough to be right. */
public final class FakeSampleSource implements SampleSource, SampleSink {
    private final Map<Labels, NavigableMap<Long, Double>> series = new TreeMap<>();

    /** The same by name, since captures have a thousand series and nearly every question names one metric. */
    private final Map<String, Map<Labels, NavigableMap<Long, Double>>> byName = new TreeMap<>();

    @Override
    public synchronized void append(Labels labels, Sample sample) {
        series.computeIfAbsent(labels, key -> {
                    NavigableMap<Long, Double> samples = new TreeMap<>();
                    byName.computeIfAbsent(key.name(), name -> new TreeMap<>()).put(key, samples);
                    return samples;
                })
                .put(sample.timestampMs(), sample.value());
    }

    /** Appends one value. */
    public void append(Labels labels, long timestampMs, double value) {
        append(labels, new Sample(timestampMs, value));
    }

    @Override
    public synchronized List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
        List<Series> found = new ArrayList<>();
        List<LabelMatcher> ofName =
                matchers.stream().filter(m -> m.name().equals(Labels.NAME)).toList();
        byName.forEach((name, all) -> {
            if (ofName.stream().allMatch(m -> m.matches(name))) {
                all.forEach((labels, samples) -> select(labels, samples, matchers, fromMs, toMs, found));
            }
        });
        return found;
    }

    private static void select(
            Labels labels,
            NavigableMap<Long, Double> samples,
            List<LabelMatcher> matchers,
            long fromMs,
            long toMs,
            List<Series> found) {
        if (!matchers.stream().allMatch(m -> m.matches(labels.get(m.name())))) {
            return;
        }
        NavigableMap<Long, Double> within = samples.subMap(fromMs, true, toMs, true);
        if (!within.isEmpty()) {
            found.add(new Series(
                    labels,
                    within.keySet().stream().mapToLong(Long::longValue).toArray(),
                    within.values().stream().mapToDouble(Double::doubleValue).toArray()));
        }
    }

    @Override
    public synchronized Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
        Set<Labels> found = new TreeSet<>();
        select(matchers, fromMs, toMs).forEach(one -> found.add(one.labels()));
        return found;
    }

    /** Every sample in the format that {@code promtool tsdb create-blocks-from openmetrics} reads. */
    public synchronized String openMetrics() {
        StringBuilder text = new StringBuilder();
        series.forEach((labels, samples) -> samples.forEach((time, value) -> text.append(labels)
                .append(' ')
                .append(number(value))
                .append(' ')
                .append(time / 1000)
                .append('.')
                .append(String.format("%03d", time % 1000))
                .append('\n')));
        return text.append("# EOF\n").toString();
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.toString(value);
    }
}
