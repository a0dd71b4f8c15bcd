package io.weir.runtime.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a deployment. It is written, with the id its job will have, before anything is started.
 *
 * @param number within the deployment, from 1 on
 * @param cluster where it runs, by name
 * @param jobId Flink's, chosen by Weir
 * @param restoredFrom the path of the state it starts from; null when it starts empty
 * @param checkpoints the URI of the folder below which its checkpoints are, in one named by the job's id; null when it is not
 *     known
 * @param runningAt when its job was first seen running; null when it never was
 * @param reason why it ended as it did, or why it was started; for a person
 */
public record Run(
        String id,
        String deploymentId,
        int number,
        int version,
        Mode mode,
        String cluster,
        String jobId,
        RunState state,
        @Nullable String restoredFrom,
        boolean allowNonRestored,
        @Nullable String checkpoints,
        Instant startedAt,
        @Nullable Instant runningAt,
        @Nullable Instant endedAt,
        @Nullable String reason) {

    /** With the place of its checkpoints. */
    public Run keeping(@Nullable String folder) {
        return new Run(
                id,
                deploymentId,
                number,
                version,
                mode,
                cluster,
                jobId,
                state,
                restoredFrom,
                allowNonRestored,
                folder,
                startedAt,
                runningAt,
                endedAt,
                reason);
    }

    public Run running(Instant at) {
        return new Run(
                id,
                deploymentId,
                number,
                version,
                mode,
                cluster,
                jobId,
                RunState.RUNNING,
                restoredFrom,
                allowNonRestored,
                checkpoints,
                startedAt,
                runningAt == null ? at : runningAt,
                null,
                reason);
    }

    public Run over(RunState end, @Nullable String because, Instant at) {
        return new Run(
                id,
                deploymentId,
                number,
                version,
                mode,
                cluster,
                jobId,
                end,
                restoredFrom,
                allowNonRestored,
                checkpoints,
                startedAt,
                runningAt,
                at,
                because);
    }
}
