package io.weir.collector.signal;

import io.weir.collector.flink.Checkpoint;
import java.time.Instant;

/** A checkpoint or savepoint completed or failed; each is told once. */
public record CheckpointFinished(String cluster, Instant at, String jobId, String jobName, Checkpoint checkpoint)
        implements Signal {}
