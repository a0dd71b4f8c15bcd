package io.weir.rules.rule;

import io.weir.collector.metric.SampleSource;
import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import org.jspecify.annotations.Nullable;

/** PromQL over what a rule may look at, which a replay makes other than live. Not thread-safe. */
public final class MomentPromQl {
    private @Nullable PromQl promQl;
    private @Nullable SampleSource source;

    /** The engine over a moment's samples; the same one while these are the same. */
    public PromQl over(Moment moment) {
        PromQl current = promQl;
        if (current == null || source != moment.samples()) {
            Runtime machine = Runtime.getRuntime();
            current = new PromQl(moment.samples(), Limits.of(machine.maxMemory(), machine.availableProcessors()));
            promQl = current;
            source = moment.samples();
        }
        return current;
    }
}
