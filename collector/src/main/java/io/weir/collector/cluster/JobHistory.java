package io.weir.collector.cluster;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.JobException;
import io.weir.collector.jobmetrics.JobRecords;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of clusters and their jobs when Flink, or Weir, was restarted. Of signals it keeps status changes, exceptions,
 * checkpoints and savepoints; others pass through. Bounded per job. Thread-safe.
 */
public interface JobHistory extends JobRecords, AutoCloseable {
    /** The most checkpoints kept of a job. */
    int MAX_CHECKPOINTS = 10_000;

    /** The most exceptions kept of a job. */
    int MAX_EXCEPTIONS = 1_000;

    /** The most status changes kept of a job. */
    int MAX_STATUS_CHANGES = 1_000;

    /** Longer stack traces are cut. */
    int MAX_STACK_TRACE_CHARS = 100_000;

    /** Keeps what is known of a cluster now, in place of what was kept before. */
    void remember(ClusterState state, Instant at);

    /** What was last known of a cluster; its reachability is unknown since then. */
    Optional<ClusterState> lastKnown(String cluster);

    /**
     * Keeps signals and gives back those that were not known before, in their order. Identity: a status change by its job, time and
     * state; an exception by its job, time, class, task and headline; a checkpoint, and the beginning of a savepoint, by
     * its job, id and trigger time.
     */
    List<Signal> addNew(List<Signal> signals);

    /** Notes that all listeners heard these, so that a restart does not tell them again. */
    void markTold(Collection<Signal> signals);

    /** The kept signals of a cluster that were never marked as told, oldest first. */
    List<Signal> untold(String cluster);

    @Override
    List<Checkpoint> checkpoints(String cluster, String jobId, int limit);

    /** The exceptions of a job, newest first. */
    List<JobException> exceptions(String cluster, String jobId, int limit);

    @Override
    List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit);

    /** Forgets what is older than a moment, and of each job what exceeds its bounds. */
    void prune(Instant before);

    @Override
    void close();
}
