package io.weir.diagnosis.incident;

import io.weir.rules.rule.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened around a problem.
 *
 * @param key what tells it apart: the same thing that is told twice is there once
 * @param fault whether something went wrong with it
 * @param jobId null when it is of no single job
 * @param process null when it is of no single process
 * @param link a path of the console, null when there is nothing to look at
 */
public record TimelineEntry(
        String key,
        Instant at,
        Kind kind,
        boolean fault,
        String cluster,
        @Nullable String jobId,
        @Nullable String process,
        Text text,
        @Nullable String link) {
    /** What it was. */
    public enum Kind {
        EVENT,
        STATUS,
        EXCEPTION,
        CHECKPOINT,
        PROCESS,
        CLUSTER,
        /** Somebody, or Weir, did something. */
        ACTION,
        DEPLOYMENT,
        NOTIFICATION,
        SCENE,
        INCIDENT
    }
}
