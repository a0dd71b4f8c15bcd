package io.weir.collector.flink;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A process whose log folder the REST API shows.
 *
 * @param taskManagerId empty for the JobManager
 */
public record LogHolder(String taskManagerId) {
    /** The JobManager that answers. */
    public static final LogHolder JOBMANAGER = new LogHolder("");

    /** The process' name: {@code jobmanager}, or the TaskManager's id. */
    public String process() {
        return taskManagerId.isEmpty() ? "jobmanager" : taskManagerId;
    }

    String path() {
        return taskManagerId.isEmpty()
                ? "/jobmanager/logs"
                : "/taskmanagers/" + URLEncoder.encode(taskManagerId, StandardCharsets.UTF_8) + "/logs";
    }
}
