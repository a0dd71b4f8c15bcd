package io.weir.runtime.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a loop is doing.
 *
 * @param snapshotId the savepoint a stop makes; null for other acts
 * @param wish the number of the wish it serves; 0 when nobody wished it, as a recovery
 */
record Act(
        String deploymentId,
        Kind kind,
        String runId,
        @Nullable String snapshotId,
        long wish,
        Instant at) {
    /** The four acts. */
    enum Kind {
        START,
        /** With a savepoint. */
        STOP,
        CANCEL,
        /** Of what an ended run leaves: its cluster. */
        RELEASE
    }
}
