package io.weir.rules.rulefile;

import io.weir.collector.metric.SampleSink;
import io.weir.rules.event.EventJournal;
import io.weir.rules.promql.PromQl;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A group of rules that is evaluated at times of the past, by the code that evaluates it live. Not thread-safe. */
public final class ReplayedGroup {
    private final GroupRun run;

    /**
     * A group with no state yet.
     *
     * @param defaultInterval when the group names none
     * @param sink takes what its rules record, which {@code promQl} reads
     */
    public ReplayedGroup(
            RuleGroup group,
            Duration defaultInterval,
            PromQl promQl,
            SampleSink sink,
            EventJournal journal,
            String externalUrl) {
        this.run = new GroupRun(
                group,
                defaultInterval,
                new GroupRun.Parts(promQl, sink, new AlertEvents(journal), Map.of(), externalUrl));
    }

    /** Evaluates its rules in order. */
    public void evaluate(Instant at) {
        run.evaluate(at);
    }

    /** Between two evaluations. */
    public Duration interval() {
        return run.interval();
    }

    /** Why a rule's last evaluation failed; null when none did. */
    public @Nullable String lastError() {
        return run.rules().stream()
                .map(RuleState::lastError)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
