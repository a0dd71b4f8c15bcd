package io.weir.rules.replay;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.rule.RuleEngine;
import io.weir.rules.rule.RuleSetup;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A rule that is no file's, in the engine that runs it live. */
final class OwnRun implements Run {
    private final EventJournal journal;
    private final RuleEngine engine;
    private final FiringLog firings;

    OwnRun(
            RuleSetup setup,
            SampleSource samples,
            Supplier<List<ClusterState>> clusters,
            ReplayClock clock,
            Duration interval) {
        this.firings = new FiringLog(setup.definition().name());
        this.journal = new EventJournal(new MemoryEventStore(), Runnable::run, firings, clock);
        this.engine = new RuleEngine(List.of(setup), samples, clusters, journal, List.of(), clock, interval);
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
