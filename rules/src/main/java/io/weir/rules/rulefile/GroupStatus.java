package io.weir.rules.rulefile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group and how its evaluations go.
 *
 * @param interval the one in force
 * @param lastEvaluation null before the first
 */
public record GroupStatus(
        RuleGroup group,
        Duration interval,
        List<FileRuleStatus> rules,
        @Nullable Instant lastEvaluation,
        Duration lastDuration) {
    public GroupStatus {
        rules = List.copyOf(rules);
    }
}
