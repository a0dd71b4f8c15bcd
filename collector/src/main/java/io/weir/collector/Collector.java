package io.weir.collector;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.JobException;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The door of the collector: what was measured. Watches clusters by REST, scrapes targets, keeps samples, and tells signals.
 * Thread-safe.
 */
public final class Collector implements AutoCloseable {
    private Collector() {}

    /** Opens the stores below the data folder and starts the loops; nothing is watched yet. */
    public static Collector open(CollectorConfig config, Clock clock) {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** Begins to poll a cluster's REST API. A cluster of that name that is already watched is replaced. */
    public void watch(String cluster, URI rest) {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** Ceases to poll a cluster and to scrape its targets. */
    public void unwatch(String cluster) {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** Begins to scrape a target; one with the same cluster and process is replaced. */
    public void addTarget(Target target) {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** Ceases to scrape a target and marks its series stale. */
    public void removeTarget(Target target) {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** Every target and how its scrapes go. */
    public List<TargetStatus> targets() {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** Every watched cluster. */
    public List<ClusterState> clusters() {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** One watched cluster. */
    public Optional<ClusterState> cluster(String name) {
        return clusters().stream().filter(state -> state.name().equals(name)).findFirst();
    }

    /** The kept checkpoints of a job, newest first, at most {@code limit}. */
    public List<Checkpoint> checkpoints(String cluster, String jobId, int limit) {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** The kept exceptions of a job, newest first, at most {@code limit}. */
    public List<JobException> exceptions(String cluster, String jobId, int limit) {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** The kept state changes of a job, newest first, at most {@code limit}. */
    public List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit) {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** Where samples are read. */
    public SampleSource samples() {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** Where samples of other producers are written. */
    public SampleSink sink() {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** Tells every later signal to {@code listener}, one at a time and in order, on the collector's signal thread. */
    public void onSignal(Consumer<Signal> listener) {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    /** Tells a signal of another module (the runtime's process exits) as if it had been seen here. */
    public void publish(Signal signal) {
        throw new UnsupportedOperationException("TODO(collector)");
    }

    @Override
    public void close() {}
}
