package io.weir.diagnosis.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Drain's tree: templates of equally many words and the same first word are compared, no others. Guarded by {@link MinedPatterns}.
 */
final class PatternTree {
    private final Map<String, List<Known>> leaves = new HashMap<>();

    void add(Known pattern) {
        leaves.computeIfAbsent(leaf(pattern.template()), key -> new ArrayList<>())
                .add(pattern);
    }

    /** The pattern most like a template, or null when none is enough. */
    @Nullable
    Known find(Template template) {
        Known best = null;
        double most = 0;
        for (Known each : leaves.getOrDefault(leaf(template), List.of())) {
            double likeness = each.template().likeness(template);
            if (likeness > most) {
                most = likeness;
                best = each;
            }
        }
        return best;
    }

    /** A merge may open the first word; the pattern stays where it was found by its other lines. */
    private static String leaf(Template template) {
        return template.words().size() + " " + template.words().get(0);
    }
}
