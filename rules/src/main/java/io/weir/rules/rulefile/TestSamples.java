package io.weir.rules.rulefile;

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

/** The samples of one unit test. Those after the time that the test has come to are not there yet. */
final class TestSamples implements SampleSource, SampleSink {
    private final Map<Labels, NavigableMap<Long, Double>> series = new TreeMap<>();
    private long untilMs = Long.MAX_VALUE;

    void until(long ms) {
        untilMs = ms;
    }

    @Override
    public void append(Labels labels, Sample sample) {
        series.computeIfAbsent(labels, key -> new TreeMap<>()).put(sample.timestampMs(), sample.value());
    }

    /** @throws EvaluationException when there is another value at that time already */
    void load(Labels labels, long ms, double value) {
        Double before = series.computeIfAbsent(labels, key -> new TreeMap<>()).put(ms, value);
        if (before != null && Double.compare(before, value) != 0) {
            throw new EvaluationException(
                    "duplicate sample for timestamp " + ms + " ms of " + labels + "; write an interval for the test");
        }
    }

    @Override
    public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
        List<Series> found = new ArrayList<>();
        long end = Math.min(toMs, untilMs);
        if (fromMs > end) {
            return found;
        }
        series.forEach((labels, samples) -> {
            if (matchers.stream().allMatch(matcher -> matcher.matches(labels.get(matcher.name())))) {
                NavigableMap<Long, Double> within = samples.subMap(fromMs, true, end, true);
                if (!within.isEmpty()) {
                    found.add(new Series(
                            labels,
                            within.keySet().stream().mapToLong(Long::longValue).toArray(),
                            within.values().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray()));
                }
            }
        });
        return found;
    }

    @Override
    public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
        Set<Labels> found = new TreeSet<>();
        select(matchers, fromMs, toMs).forEach(one -> found.add(one.labels()));
        return found;
    }
}
