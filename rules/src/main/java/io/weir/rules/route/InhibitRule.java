package io.weir.rules.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * While an event of the source fires, nobody hears of events of the target that have the same values in the labels of {@code equal}.
 *
 * @param name what people call it; null when nobody named it
 * @param source what inhibits
 * @param target what is inhibited
 * @param equal labels in which both must agree; a label that neither has agrees
 */
public record InhibitRule(@Nullable String name, Matchers source, Matchers target, List<String> equal) {
    public InhibitRule {
        equal = equal.stream().distinct().sorted().toList();
    }

    /** The values that must agree. */
    List<String> values(Map<String, String> labels) {
        List<String> values = new ArrayList<>(equal.size());
        equal.forEach(name -> values.add(labels.getOrDefault(name, "")));
        return values;
    }

    /** Its name, or what it says when it has none. */
    public String title() {
        return name == null ? source + " inhibits " + target + (equal.isEmpty() ? "" : " with equal " + equal) : name;
    }
}
