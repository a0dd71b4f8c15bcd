package io.weir.collector.flink;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job, as of {@code seenAt}.
 *
 * @param since when it entered this state
 * @param endedAt null while it has not ended
 * @param restarts how often it restarted, as Flink counts; -1 when unknown
 * @param runningTasks how many of {@code totalTasks} subtasks are RUNNING
 */
public record Job(
        String cluster,
        String id,
        String name,
        String type,
        JobState state,
        Instant since,
        Instant startedAt,
        @Nullable Instant endedAt,
        int runningTasks,
        int totalTasks,
        long restarts,
        CheckpointCounts checkpoints,
        JobGraph graph,
        Instant seenAt,
        CheckpointSettings checkpointSettings) {
    public Job {
        // What an older Weir stored has no settings.
        checkpointSettings = Objects.requireNonNullElse(checkpointSettings, CheckpointSettings.UNKNOWN);
    }

    /** A job of whose checkpoint settings nothing is known. */
    public Job(
            String cluster,
            String id,
            String name,
            String type,
            JobState state,
            Instant since,
            Instant startedAt,
            @Nullable Instant endedAt,
            int runningTasks,
            int totalTasks,
            long restarts,
            CheckpointCounts checkpoints,
            JobGraph graph,
            Instant seenAt) {
        this(
                cluster,
                id,
                name,
                type,
                state,
                since,
                startedAt,
                endedAt,
                runningTasks,
                totalTasks,
                restarts,
                checkpoints,
                graph,
                seenAt,
                CheckpointSettings.UNKNOWN);
    }

    /**
     * How often checkpoints are to be triggered, and how long one may take; both zero when that is not known, or when
     * checkpointing is off.
     */
    public record CheckpointSettings(Duration interval, Duration timeout) {
        public static final CheckpointSettings UNKNOWN = new CheckpointSettings(Duration.ZERO, Duration.ZERO);

        /** True when checkpoints are triggered at an interval. */
        public boolean hasInterval() {
            return !interval.isZero();
        }
    }

    /** Flink's own counts; {@link #NONE} when checkpointing is off. */
    public record CheckpointCounts(long completed, long failed, long inProgress, long restored) {
        public static final CheckpointCounts NONE = new CheckpointCounts(0, 0, 0, 0);
    }
}
