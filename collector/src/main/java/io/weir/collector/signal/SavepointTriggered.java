package io.weir.collector.signal;

import java.time.Instant;

/**
 * A savepoint was begun; each is told once, also one that had ended when it was first seen. How it ended is a {@link CheckpointFinished}
 * whose checkpoint is a savepoint of this number.
 *
 * @param at when Flink triggered it
 * @param savepointId its number among the job's checkpoints
 */
public record SavepointTriggered(String cluster, Instant at, String jobId, String jobName, long savepointId)
        implements Signal {}
