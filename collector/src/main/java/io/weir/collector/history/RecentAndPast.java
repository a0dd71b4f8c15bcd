package io.weir.collector.history;

import io.weir.collector.head.Head;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SampleVisitor;
import io.weir.collector.metric.Series;
import io.weir.collector.metric.SeriesVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Head and history as one source: what the head has in full comes from it, what is older from the history. Thread-safe. */
public final class RecentAndPast implements SampleSource {
    private final Head head;
    private final History history;

    /** One source of both. */
    public RecentAndPast(Head head, History history) {
        this.head = head;
        this.history = history;
    }

    @Override
    public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
        long seam = head.completeFrom();
        if (fromMs >= seam) {
            return head.select(matchers, fromMs, toMs);
        }
        List<Series> past = history.select(matchers, fromMs, Math.min(toMs, seam - 1));
        if (toMs < seam) {
            return past;
        }
        List<Series> recent = head.select(matchers, seam, toMs);
        if (past.isEmpty()) {
            return recent;
        }
        Map<Labels, Series> joined = new TreeMap<>();
        past.forEach(series -> joined.put(series.labels(), series));
        recent.forEach(series -> joined.merge(series.labels(), series, RecentAndPast::join));
        return new ArrayList<>(joined.values());
    }

    @Override
    public void scan(List<LabelMatcher> matchers, long fromMs, long toMs, SeriesVisitor visitor) {
        if (fromMs >= head.completeFrom()) {
            head.scan(matchers, fromMs, toMs, visitor);
        } else {
            SampleSource.super.scan(matchers, fromMs, toMs, visitor);
        }
    }

    @Override
    public void newest(List<LabelMatcher> matchers, long fromMs, long toMs, SampleVisitor visitor) {
        if (fromMs >= head.completeFrom()) {
            head.newest(matchers, fromMs, toMs, visitor);
        } else {
            SampleSource.super.newest(matchers, fromMs, toMs, visitor);
        }
    }

    private static Series join(Series past, Series recent) {
        int before = past.size();
        long[] times = Arrays.copyOf(past.timestampsMs(), before + recent.size());
        double[] values = Arrays.copyOf(past.values(), before + recent.size());
        System.arraycopy(recent.timestampsMs(), 0, times, before, recent.size());
        System.arraycopy(recent.values(), 0, values, before, recent.size());
        return new Series(recent.labels(), times, values);
    }

    @Override
    public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
        long seam = head.completeFrom();
        Set<Labels> found = new TreeSet<>(head.series(matchers, Math.max(fromMs, seam), toMs));
        if (fromMs < seam) {
            found.addAll(history.series(matchers, fromMs, Math.min(toMs, seam - 1)));
        }
        return found;
    }
}
