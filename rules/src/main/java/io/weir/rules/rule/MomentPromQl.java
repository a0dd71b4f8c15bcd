package io.weir.rules.rule;

import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import org.jspecify.annotations.Nullable;

/**
 * PromQL over what a rule may look at: all samples, those of one process, or what a replay shows. A rule's expression is parsed once,
 * whichever they are. Not thread-safe.
 */
public final class MomentPromQl {
    private @Nullable PromQl promQl;

    /** The engine over a moment's samples. */
    public PromQl over(Moment moment) {
        PromQl current = promQl;
        if (current == null) {
            Runtime machine = Runtime.getRuntime();
            current = new PromQl(moment.samples(), Limits.of(machine.maxMemory(), machine.availableProcessors()));
            promQl = current;
        }
        return current.over(moment.samples());
    }
}
