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
}
