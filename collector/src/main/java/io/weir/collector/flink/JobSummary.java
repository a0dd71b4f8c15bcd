package io.weir.collector.flink;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job's line in {@code /jobs/overview}.
 *
 * @param type null before Flink 2.0, which does not tell it there
 * @param lastModified the latest change of state of the job or of one of its subtasks
 */
public record JobSummary(
        String id,
        String name,
        @Nullable String type,
        JobState state,
        Instant startedAt,
        @Nullable Instant endedAt,
        Instant lastModified,
        int runningTasks,
        int totalTasks) {}
