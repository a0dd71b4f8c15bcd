package io.weir.diagnosis.scene;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a scene is taken for.
 *
 * @param at when it happened
 * @param title one line, such as the event's summary
 * @param eventId null for an exit
 * @param process null when it is about no single process
 * @param processEnded whether that process is known to be dead: a thread dump would be of its successor
 */
public record Occasion(
        Kind kind,
        Instant at,
        String title,
        @Nullable String eventId,
        String cluster,
        @Nullable String jobId,
        @Nullable String jobName,
        @Nullable String process,
        @Nullable String vertexId,
        boolean processEnded) {
    /** What happened. */
    public enum Kind {
        /** A rule began to fire. */
        EVENT,
        /** A process ended. */
        EXIT
    }

    /**
     * Where its scene is filed: the cluster, the job's name and its run, which in Flink is a job id; {@code -} stands for what it is not about.
     */
    Path folder() {
        return Path.of(part(cluster), part(jobName == null ? jobId : jobName), part(jobId));
    }

    private static String part(@Nullable String name) {
        return name == null ? "-" : SafeName.of(name);
    }

    /** What has one scene within the cooldown: a process, else a job, else a cluster. */
    String subject() {
        String within = process != null ? "process " + process : jobId != null ? "job " + jobId : "";
        return cluster + "\n" + within;
    }
}
