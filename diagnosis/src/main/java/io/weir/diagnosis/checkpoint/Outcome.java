package io.weir.diagnosis.checkpoint;

import io.weir.collector.flink.Checkpoint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a checkpoint that did not complete ended, by Flink's own message. */
enum Outcome {
    /** It took longer than the timeout. */
    EXPIRED,
    /** A task refused it or could not make its part. */
    DECLINED,
    /** What it wrote could not be made whole. */
    FAILED,
    /** The job failed, was stopped, or had not all tasks running: nothing is wrong with checkpoints. */
    INTERRUPTED;

    static Outcome of(Checkpoint checkpoint) {
        return of(checkpoint.failureMessage());
    }

    static Outcome of(@Nullable String message) {
        String said = message == null ? "" : message.toLowerCase(Locale.ROOT);
        if (said.contains("expired")) {
            return EXPIRED;
        }
        if (said.contains("restarting")
                || said.contains("suspend")
                || said.contains("shutdown")
                || said.contains("shut down")
                || said.contains("currently running")
                || said.contains("already finished")
                || said.contains("subsumed")
                || said.contains("job has failed")
                || said.contains("task has failed")
                || said.contains("task failure")
                || said.contains("not being executed")
                || said.contains("closed")) {
            return INTERRUPTED;
        }
        if (said.contains("declined") || said.contains("task checkpoint failed") || said.contains("canceled")) {
            return DECLINED;
        }
        return FAILED;
    }
}
