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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures that follow from what is remembered of a job. The records are asked only when the job has changed. Not thread-safe. */
final class JobFacts {
    /** A restart has four changes of state at most. */
    private static final int CHANGES = 20;

    private static final int CHECKPOINTS = 20;

    /**
     * What changes is seen before it is recorded, and so looked up once more.
     *
     * @param version tells that it may have changed
     */
    private record Fact<T>(
            Object version, boolean again, @Nullable T value) {}

    private record RestartVersion(Instant since, long restarts) {}

    private final JobRecords records;
    private final Map<JobKey, Fact<Duration>> restarts = new HashMap<>();
    private final Map<JobKey, Fact<Checkpoint>> checkpoints = new HashMap<>();

    JobFacts(JobRecords records) {
        this.records = records;
    }

    void put(Job job, JobValues values) {
        Duration restart = fact(restarts, job, new RestartVersion(job.since(), job.restarts()), this::lastRestart);
        if (restart != null) {
            values.putIfAbsent(JobMetric.RESTART_LAST_DURATION_SECONDS, seconds(restart));
        }
        if (!values.has(JobMetric.CHECKPOINT_LAST_DURATION_SECONDS)) {
            Checkpoint last = fact(checkpoints, job, job.checkpoints().completed(), this::lastCompleted);
            if (last != null) {
                values.put(JobMetric.CHECKPOINT_LAST_SIZE_BYTES, last.checkpointedSizeBytes());
                values.put(JobMetric.CHECKPOINT_LAST_FULL_SIZE_BYTES, last.stateSizeBytes());
                values.put(JobMetric.CHECKPOINT_LAST_DURATION_SECONDS, seconds(last.duration()));
            }
        }
    }

    private static <T> @Nullable T fact(
            Map<JobKey, Fact<T>> known, Job job, Object version, Function<Job, @Nullable T> records) {
        JobKey key = new JobKey(job.cluster(), job.id());
        Fact<T> fact = known.get(key);
        boolean changed = fact == null || !fact.version().equals(version);
        if (fact == null || changed || fact.again()) {
            fact = new Fact<>(version, changed, records.apply(job));
            known.put(key, fact);
        }
        return fact.value();
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
        restarts.keySet().retainAll(present);
        checkpoints.keySet().retainAll(present);
    }
}
