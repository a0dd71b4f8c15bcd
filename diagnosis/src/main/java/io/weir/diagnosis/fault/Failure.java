package io.weir.diagnosis.fault;

import io.weir.collector.flink.JobException;
import io.weir.diagnosis.fact.LogText;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.trace.StackText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One failure of a job, from its exception history or from a log.
 *
 * @param task null for a failure that no task had, or when that is not known
 * @param taskManagerId null when unknown
 */
record Failure(
        Instant at,
        StackText trace,
        @Nullable String task,
        @Nullable String taskManagerId,
        Evidence evidence) {
    /** What follows from another failure: a peer that is gone, a recovery that is not possible, a connection that went with it. */
    private static final List<String> CONSEQUENCES = List.of(
            "RemoteTransportException",
            "LocalTransportException",
            "PartitionNotFoundException",
            "addSplitsBack",
            "partial recovery",
            "Connection refused",
            "Connection reset",
            "is no longer reachable",
            "Heartbeat of TaskManager",
            "The heartbeat of TaskManager",
            "TaskManager with id",
            "TaskExecutorException",
            "was lost",
            "TaskExecutor is shutting down",
            "NoResourceAvailableException",
            "Could not acquire the minimum required resources",
            "Failed to deploy");

    static Failure of(String cluster, String jobId, JobException thrown) {
        StackText trace = StackText.of(thrown.stackTrace());
        String cause = trace.isPresent() ? trace.deepest().line() : thrown.headline();
        return new Failure(
                thrown.at(),
                trace,
                thrown.taskName(),
                thrown.taskManagerId(),
                new Evidence.Thrown(cluster, jobId, thrown.at(), thrown.className(), thrown.taskName(), cause));
    }

    static Failure of(Hit hit) {
        StackText trace = StackText.of(hit.record().text());
        String part = trace.isPresent() ? trace.deepest().className() : "";
        return new Failure(hit.record().at(), trace, null, null, LogText.evidence(hit, part));
    }

    /** The deepest cause in one line. */
    String cause() {
        return trace.isPresent() ? trace.deepest().line() : evidence.text();
    }

    /** Whether it looks like the consequence of something else. */
    boolean isConsequence() {
        String cause = cause();
        return CONSEQUENCES.stream().anyMatch(cause::contains)
                || (trace.isPresent()
                        && CONSEQUENCES.stream()
                                .anyMatch(mark -> trace.root().line().contains(mark)));
    }

    /** Whether both have the same cause, numbers aside. */
    boolean isLike(Failure other) {
        return cause().replaceAll("\\d+", "#").equals(other.cause().replaceAll("\\d+", "#"));
    }
}
