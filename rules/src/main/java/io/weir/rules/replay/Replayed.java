package io.weir.rules.replay;

import io.weir.rules.event.Subject;
import io.weir.rules.rule.RuleDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule that can be replayed, with other parameters than those in force if one likes. */
public sealed interface Replayed permits OwnRule, FileAlert {
    /** What it is; its parameters are those that can be set. */
    RuleDefinition definition();

    /** The parameters in force. */
    Map<String, String> inForce();

    /** True when it needs signals or cluster states, and so what {@link FactLog} noted. */
    boolean needsFacts();

    /** The number that its finding is compared with; null when there is none. */
    @Nullable
    String threshold();

    /**
     * Begins a run.
     *
     * @param set laid over the parameters in force, checked
     */
    Run run(Map<String, String> set, Stage stage);

    /**
     * Looks at what the threshold is compared with; null when it has no threshold.
     *
     * @param set laid over the parameters in force, checked
     */
    @Nullable
    Measure measure(Map<String, String> set, Stage stage);

    /** Tells the number of each subject at the clock's time. */
    interface Measure {
        Map<Subject, Double> look();
    }
}
