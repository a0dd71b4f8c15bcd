package io.weir.rules.replay;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.rule.RuleEngine;
import io.weir.rules.rule.RuleKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One of Weir's own rules, in the engine that runs it live. */
final class OwnRun implements Run {
    private final EventJournal journal;
    private final RuleEngine engine;
    private final FiringLog firings;

    OwnRun(
            RuleKind kind,
            Map<String, String> parameters,
            SampleSource samples,
            Supplier<List<ClusterState>> clusters,
            ReplayClock clock,
            Duration interval) {
        String name = kind.definition().name();
        this.firings = new FiringLog(name);
        this.journal = new EventJournal(new MemoryEventStore(), Runnable::run, firings, clock);
        this.engine = new RuleEngine(
                List.of(kind), Map.of(name, parameters), samples, clusters, journal, List.of(), clock, interval);
    }

    @Override
    public void told(Signal signal) {
        engine.onSignal(signal);
    }

    @Override
    public void evaluate() {
        engine.tick();
    }

    @Override
    public FiringLog firings() {
        return firings;
    }

    @Override
    public @Nullable String lastError() {
        return engine.statuses().get(0).lastError();
    }

    @Override
    public void close() {
        journal.close();
    }
}
