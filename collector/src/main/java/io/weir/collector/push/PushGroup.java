package io.weir.collector.push;

import io.weir.collector.metric.Labels;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The last pushed values of one group. Used under the lock of {@link PushGroups}. */
final class PushGroup {
    final Map<Labels, Double> values = new HashMap<>();
    long pushedMs;
    long publishedMs;

    /** How many series there would be after a push. */
    int sizeWith(Map<Labels, Double> pushed, boolean replaceAll) {
        return replaceAll ? pushed.size() : pushed.size() + kept(pushed).size();
    }

    /** What a POST leaves: the metrics of other names. */
    Map<Labels, Double> kept(Map<Labels, Double> pushed) {
        Set<String> names = pushed.keySet().stream().map(Labels::name).collect(Collectors.toSet());
        return values.entrySet().stream()
                .filter(entry -> !names.contains(entry.getKey().name()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
