package io.weir.web.api;

import io.weir.collector.flink.Checkpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code Checkpoint} of openapi.yaml. */
record CheckpointView(
        long id,
        Checkpoint.Status status,
        boolean savepoint,
        Instant triggeredAt,
        long durationMs,
        long stateSizeBytes,
        long checkpointedSizeBytes,
        @Nullable String externalPath,
        @Nullable String failureMessage) {
    static CheckpointView of(Checkpoint checkpoint) {
        return new CheckpointView(
                checkpoint.id(),
                checkpoint.status(),
                checkpoint.savepoint(),
                checkpoint.triggeredAt(),
                checkpoint.duration().toMillis(),
                checkpoint.stateSizeBytes(),
                checkpoint.checkpointedSizeBytes(),
                checkpoint.externalPath(),
                checkpoint.failureMessage());
    }
}
