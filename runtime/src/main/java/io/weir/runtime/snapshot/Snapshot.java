package io.weir.runtime.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A savepoint or a retained checkpoint.
 *
 * @param id 32 hexadecimal digits; of a savepoint also the trigger id that Flink is given
 * @param folder the URI of a folder that nothing else is written into, so that what was made is found there when nobody saw
 *     the answer
 * @param path what to restore from; null until it is there
 * @param cause why it failed; null when it did not
 */
public record Snapshot(
        String id,
        String deploymentId,
        String runId,
        int version,
        Kind kind,
        State state,
        String folder,
        @Nullable String path,
        String description,
        String by,
        Instant at,
        @Nullable Instant endedAt,
        @Nullable String cause) {
    /** Where it comes from. */
    public enum Kind {
        /** Somebody asked for it. */
        SAVEPOINT,
        /** Its job was stopped with it. */
        STOP,
        /** A checkpoint that outlived its job. */
        CHECKPOINT
    }

    /** What became of it. */
    public enum State {
        CREATING,
        PRESENT,
        /** Its files were deleted. */
        CLEANED,
        TIMED_OUT,
        FAILED
    }

    public Snapshot present(String at, Instant when) {
        return with(State.PRESENT, at, when, null);
    }

    public Snapshot ended(State end, @Nullable String why, Instant when) {
        return with(end, path, when, why);
    }

    private Snapshot with(State next, @Nullable String place, Instant when, @Nullable String why) {
        return new Snapshot(
                id, deploymentId, runId, version, kind, next, folder, place, description, by, at, when, why);
    }
}
