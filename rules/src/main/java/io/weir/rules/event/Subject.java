package io.weir.rules.event;

import org.jspecify.annotations.Nullable;

/**
 * What an event is about; null where a part does not apply.
 *
 * @param process the process' name within the cluster, such as {@code taskmanager-1}
 * @param vertexId the vertex to look at: for back pressure, its root
 */
public record Subject(
        String cluster,
        @Nullable String jobId,
        @Nullable String jobName,
        @Nullable String process,
        @Nullable String vertexId,
        @Nullable String vertexName) {}
