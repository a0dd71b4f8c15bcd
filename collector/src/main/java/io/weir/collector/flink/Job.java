package io.weir.collector.flink;

import java.time.Instant;
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
        Instant seenAt) {
    /** Flink's own counts; {@link #NONE} when checkpointing is off. */
    public record CheckpointCounts(long completed, long failed, long inProgress, long restored) {
        public static final CheckpointCounts NONE = new CheckpointCounts(0, 0, 0, 0);
    }
}
