package io.weir.collector.sink;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which series a sink wants. The verdict is remembered: the same series come again and again. Not thread-safe. */
final class SinkFilter {
    private static final int MOST_REMEMBERED = 1_000_000;

    private final List<List<LabelMatcher>> selectors;
    private final Map<Labels, Boolean> verdicts = new HashMap<>();

    SinkFilter(List<List<LabelMatcher>> selectors) {
        this.selectors = selectors;
    }

    boolean wants(Labels series) {
        if (selectors.isEmpty()) {
            return true;
        }
        Boolean known = verdicts.get(series);
        if (known != null) {
            return known;
        }
        if (verdicts.size() >= MOST_REMEMBERED) {
            verdicts.clear();
        }
        boolean wanted = selectors.stream()
                .anyMatch(all -> all.stream().allMatch(matcher -> matcher.matches(series.get(matcher.name()))));
        verdicts.put(series, wanted);
        return wanted;
    }
}
