package io.weir.runtime.driver.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The job of an application cluster
 * (<a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/resource-providers/standalone/overview/#application-mode">application
 * mode</a>).
 *
 * @param jar null for Flink's own, which it finds by the entry class
 * @param entryClass null for the one in the jar's manifest
 * @param jobId 32 hexadecimal digits; given, so that the job can be found again and is never submitted twice
 * @param restoreFrom the path of a snapshot; null to start empty
 */
public record ApplicationJob(
        @Nullable Path jar,
        @Nullable String entryClass,
        List<String> arguments,
        int parallelism,
        String jobId,
        @Nullable String restoreFrom,
        boolean allowNonRestored) {
    public ApplicationJob {
        arguments = List.copyOf(arguments);
    }

    /** What the JobManager's command line says of the job, after its options. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (jar != null) {
            words.addAll(List.of("--jars", jar.toUri().toString()));
        }
        words.addAll(List.of("--job-id", jobId));
        if (entryClass != null) {
            words.addAll(List.of("--job-classname", entryClass));
        }
        if (restoreFrom != null) {
            words.addAll(List.of("--fromSavepoint", restoreFrom));
            if (allowNonRestored) {
                words.add("--allowNonRestoredState");
            }
        }
        if (!arguments.isEmpty()) {
            words.add("--");
            words.addAll(arguments);
        }
        return words;
    }
}
