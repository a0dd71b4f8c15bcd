package io.weir.rules.rule;

import io.weir.rules.event.Subject;
import java.util.List;
import java.util.Map;

/**
 * What a rule found.
 *
 * @param holding every subject of which the condition holds
 * @param unknown subjects that cannot be judged now: their events stay as they are
 * @param overBecause why the condition of a subject is over, where that is more than "it does not hold"
 */
public record Assessment(List<Condition> holding, List<Subject> unknown, Map<Subject, String> overBecause) {
    public Assessment {
        holding = List.copyOf(holding);
        unknown = List.copyOf(unknown);
        overBecause = Map.copyOf(overBecause);
    }

    /** Everything could be judged. */
    public static Assessment of(List<Condition> holding) {
        return new Assessment(holding, List.of(), Map.of());
    }
}
