package io.weir.rules.replay;

import io.weir.rules.rule.RuleCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to replay.
 *
 * @param set parameters laid over those in force
 * @param step between two evaluations
 * @param suggest the parameter of which a value is to be suggested; null for none
 * @param against whose stored events it is held against; empty for those of the rule itself
 * @param marked ids of the stored events that a suggestion has to catch; empty for those that somebody acknowledged, or, when nobody
 *     acknowledged any, for all
 */
public record ReplayRequest(
        Replayed rule,
        Instant from,
        Instant to,
        Duration step,
        Map<String, String> set,
        @Nullable String suggest,
        List<String> against,
        List<String> marked) {
    static final int MOST_STEPS = 100_000;

    public ReplayRequest {
        set = Map.copyOf(set);
        against = List.copyOf(against);
        marked = List.copyOf(marked);
        if (!from.isBefore(to)) {
            throw new ReplayException("to (" + to + ") is not after from (" + from + ")");
        }
        if (step.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ReplayException("step must be at least 1s, got " + step.toMillis() + "ms");
        }
        long steps = Duration.between(from, to).toMillis() / step.toMillis();
        if (steps > MOST_STEPS) {
            throw new ReplayException("the range has " + steps + " steps, the most is " + MOST_STEPS
                    + "; choose a shorter range or a longer step");
        }
        List<String> faults = RuleCheck.faults(
                List.of(rule.definition()), Map.of(rule.definition().name(), set));
        if (!faults.isEmpty()) {
            throw new ReplayException(String.join("\n", faults));
        }
        if (suggest != null && rule.definition().parameter(suggest).isEmpty()) {
            throw new ReplayException(String.join(
                    "\n",
                    RuleCheck.faults(
                            List.of(rule.definition()), Map.of(rule.definition().name(), Map.of(suggest, "")))));
        }
    }
}
