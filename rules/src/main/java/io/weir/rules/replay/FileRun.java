package io.weir.rules.replay;

import io.weir.collector.metric.SampleSource;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import io.weir.rules.rulefile.FileRule;
import io.weir.rules.rulefile.ReplayedGroup;
import io.weir.rules.rulefile.RuleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An alerting rule of a file, with the recording rules that come before it, in the evaluation that runs it live. */
final class FileRun implements Run {
    private final EventJournal journal;
    private final List<ReplayedGroup> groups = new ArrayList<>();
    private final List<Instant> nextAt = new ArrayList<>();
    private final FiringLog firings;
    private final ReplayClock clock;

    FileRun(
            String alert,
            List<RuleGroup> groups,
            SampleSource samples,
            ReplayClock clock,
            Duration interval,
            Limits limits,
            String externalUrl) {
        this.clock = clock;
        this.firings = new FiringLog(alert);
        this.journal = new EventJournal(new MemoryEventStore(), Runnable::run, firings, clock);
        Set<String> own = new HashSet<>(Set.of("ALERTS", "ALERTS_FOR_STATE"));
        groups.forEach(group -> group.rules().stream()
                .filter(FileRule.Recording.class::isInstance)
                .forEach(rule -> own.add(rule.name())));
        RecordedSamples recorded = new RecordedSamples(samples, own);
        PromQl promQl = new PromQl(recorded, limits, interval);
        for (RuleGroup group : groups) {
            this.groups.add(new ReplayedGroup(group, interval, promQl, recorded, journal, externalUrl));
            nextAt.add(Instant.MIN);
        }
    }

    @Override
    public void told(Signal signal) {
        // Rules of files know samples only.
    }

    /** A group with a longer interval of its own is not due at every step. */
    @Override
    public void evaluate() {
        Instant now = clock.instant();
        for (int i = 0; i < groups.size(); i++) {
            if (!now.isBefore(nextAt.get(i))) {
                groups.get(i).evaluate(now);
                nextAt.set(i, now.plus(groups.get(i).interval()));
            }
        }
    }

    @Override
    public FiringLog firings() {
        return firings;
    }

    @Override
    public @Nullable String lastError() {
        return groups.stream()
                .map(ReplayedGroup::lastError)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        journal.close();
    }
}
