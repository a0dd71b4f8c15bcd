package io.weir.collector.jobmetrics;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.collector.signal.JobStatusChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Figures that follow from what is remembered of a job. The records are asked only when the job has changed. Not thread-safe. */
final class JobFacts {
    /** A restart has four changes of state at most. */
    private static final int CHANGES = 20;

    private static final int CHECKPOINTS = 20;

    /** What tells that a job has changed. */
    private record Version(Instant since, long restarts, long completed) {}

    private record Known(
            Version version,
            @Nullable Duration restart,
            @Nullable Checkpoint checkpoint) {}

    private final JobRecords records;
    private final Map<JobKey, Known> known = new HashMap<>();

    JobFacts(JobRecords records) {
        this.records = records;
    }

    void put(Job job, JobValues values) {
        JobKey key = new JobKey(job.cluster(), job.id());
        Version version =
                new Version(job.since(), job.restarts(), job.checkpoints().completed());
        Known facts = known.get(key);
        if (facts == null || !facts.version().equals(version)) {
            facts = new Known(version, lastRestart(job), lastCompleted(job));
            known.put(key, facts);
        }
        if (facts.restart() != null) {
            values.putIfAbsent(JobMetric.RESTART_LAST_DURATION_SECONDS, seconds(facts.restart()));
        }
        Checkpoint checkpoint = facts.checkpoint();
        if (checkpoint != null) {
            values.putIfAbsent(JobMetric.CHECKPOINT_LAST_SIZE_BYTES, checkpoint.checkpointedSizeBytes());
            values.putIfAbsent(JobMetric.CHECKPOINT_LAST_FULL_SIZE_BYTES, checkpoint.stateSizeBytes());
            values.putIfAbsent(JobMetric.CHECKPOINT_LAST_DURATION_SECONDS, seconds(checkpoint.duration()));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** From the first failure of the last outage that is over to the moment the job ran again; null when there was none. */
    private @Nullable Duration lastRestart(Job job) {
        Instant runningAgain = null;
        Instant failed = null;
        for (JobStatusChanged change : records.statusChanges(job.cluster(), job.id(), CHANGES)) {
            if (change.current() == JobState.RUNNING) {
                if (failed != null) {
                    break;
                }
                runningAgain = change.at();
            } else if (runningAgain != null && change.current().isFailure()) {
                failed = change.at();
            }
        }
        return runningAgain == null || failed == null ? null : Duration.between(failed, runningAgain);
    }

    private @Nullable Checkpoint lastCompleted(Job job) {
        List<Checkpoint> checkpoints = records.checkpoints(job.cluster(), job.id(), CHECKPOINTS);
        return checkpoints.stream()
                .filter(checkpoint -> checkpoint.status() == Checkpoint.Status.COMPLETED)
                .findFirst()
                .orElse(null);
    }

    /** Forgets the jobs that are gone. */
    void retain(Set<JobKey> present) {
        known.keySet().retainAll(present);
    }
}
