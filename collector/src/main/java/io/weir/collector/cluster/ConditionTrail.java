package io.weir.collector.cluster;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobCondition;
import io.weir.collector.signal.JobConditionChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether tasks and TaskManagers contradict a job's state, told when it lasts. Used by one thread. */
final class ConditionTrail {
    /** Flink answers details from a cache of some seconds, so that tasks may seem to contradict a state that is younger. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private JobCondition told = JobCondition.SOUND;
    private JobCondition pending = JobCondition.SOUND;
    private @Nullable Instant pendingSince;

    /** Takes what is known now; gives back what is to be told. */
    Optional<JobConditionChanged> take(Job job, JobCondition condition, Instant now) {
        boolean differs = condition != told && (condition.contradictsState() || told.contradictsState());
        if (!differs) {
            pendingSince = null;
            return Optional.empty();
        }
        if (pendingSince == null || pending != condition) {
            pending = condition;
            pendingSince = now;
        }
        if (Duration.between(pendingSince, now).compareTo(PATIENCE) < 0) {
            return Optional.empty();
        }
        JobCondition previous = told;
        Instant since = pendingSince;
        told = condition;
        pendingSince = null;
        return Optional.of(new JobConditionChanged(job.cluster(), since, job.id(), job.name(), previous, condition));
    }
}
