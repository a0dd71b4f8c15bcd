package io.weir.collector.flink;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One checkpoint or savepoint of a job.
 *
 * @param duration end to end; so far, while it is in progress
 * @param stateSizeBytes full state size; {@code checkpointedSizeBytes} is what this checkpoint wrote
 * @param failureMessage null unless it failed
 */
public record Checkpoint(
        long id,
        Status status,
        boolean savepoint,
        Instant triggeredAt,
        Duration duration,
        long stateSizeBytes,
        long checkpointedSizeBytes,
        @Nullable String externalPath,
        @Nullable String failureMessage) {
    /** How far it got. */
    public enum Status {
        IN_PROGRESS,
        COMPLETED,
        FAILED
    }
}
