package io.weir.collector.metric;

import java.util.List;
import java.util.Set;

/** Where samples are read: the head now, head and history later. Implementations are thread-safe. */
public interface SampleSource {
    /**
     * The series that satisfy all matchers and have a sample in [fromMs, toMs], each with just those samples; in label
     * order.
     */
    List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs);

    /** The label sets that satisfy all matchers and have a sample in [fromMs, toMs]; no matcher means every series. */
    Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs);

    /**
     * Shows what {@link #select} gives, one series after the other, in label order. Sources that can do so make no garbage: a rule
     * over many series throws nearly all of them away.
     */
    default void scan(List<LabelMatcher> matchers, long fromMs, long toMs, SeriesVisitor visitor) {
        for (Series series : select(matchers, fromMs, toMs)) {
            visitor.visit(series.labels(), series.timestampsMs(), series.values(), series.size());
        }
    }

    /** Shows the newest sample in [fromMs, toMs] of each series that has one there, in label order. */
    default void newest(List<LabelMatcher> matchers, long fromMs, long toMs, SampleVisitor visitor) {
        for (Series series : select(matchers, fromMs, toMs)) {
            int last = series.size() - 1;
            visitor.visit(series.labels(), series.timestampsMs()[last], series.values()[last]);
        }
    }
}
