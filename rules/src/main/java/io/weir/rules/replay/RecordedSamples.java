package io.weir.rules.replay;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The samples of history, and over them what the replayed rules of a file record themselves: of metrics that they write, what they wrote
 * live is not seen. Not thread-safe.
 */
final class RecordedSamples implements SampleSource, SampleSink {
    private static final long MOST = 5_000_000;

    private final SampleSource history;
    private final Set<String> own;
    private final Map<Labels, Column> columns = new TreeMap<>();
    private long samples;

    /** @param own the names of metrics that are recorded here */
    RecordedSamples(SampleSource history, Set<String> own) {
        this.history = history;
        this.own = Set.copyOf(own);
    }

    private static final class Column {
        private long[] times = new long[16];
        private double[] values = new double[16];
        private int size;

        void add(long time, double value) {
            if (size > 0 && times[size - 1] >= time) {
                return;
            }
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            times[size] = time;
            values[size++] = value;
        }
    }

    @Override
    public void append(Labels series, Sample sample) {
        if (++samples > MOST) {
            throw new ReplayException("the rules of the file record more than " + MOST
                    + " samples over this range; choose a shorter range or a longer step");
        }
        columns.computeIfAbsent(series, key -> new Column()).add(sample.timestampMs(), sample.value());
    }

    @Override
    public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
        List<Series> found = new ArrayList<>();
        for (Series series : history.select(matchers, fromMs, toMs)) {
            if (!own.contains(series.labels().name())) {
                found.add(series);
            }
        }
        columns.forEach((labels, column) -> {
            if (matches(labels, matchers)) {
                int first = first(column, fromMs);
                int end = first(column, toMs + 1);
                if (first < end) {
                    found.add(new Series(
                            labels,
                            Arrays.copyOfRange(column.times, first, end),
                            Arrays.copyOfRange(column.values, first, end)));
                }
            }
        });
        found.sort(Comparator.comparing(Series::labels));
        return found;
    }

    private static boolean matches(Labels labels, List<LabelMatcher> matchers) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels.get(matcher.name())));
    }

    private static int first(Column column, long time) {
        int at = Arrays.binarySearch(column.times, 0, column.size, time);
        return at < 0 ? -at - 1 : at;
    }

    @Override
    public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
        Set<Labels> found = new TreeSet<>();
        select(matchers, fromMs, toMs).forEach(series -> found.add(series.labels()));
        return found;
    }
}
