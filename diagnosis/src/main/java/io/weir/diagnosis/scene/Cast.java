package io.weir.diagnosis.scene;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.Subtask;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a scene is about.
 *
 * @param cluster what is known of it; null when Weir does not watch it by REST
 * @param rest asks it; null likewise
 * @param taskManagers whose dumps and logs are worth having, at most {@link #MOST}
 * @param jobManager whether the JobManager's are too
 * @param vertexId whose flame graph is worth having; null when none is
 */
record Cast(
        @Nullable ClusterState cluster,
        @Nullable FlinkRest rest,
        List<String> taskManagers,
        boolean jobManager,
        @Nullable String vertexId) {
    static final int MOST = 3;
    static final String JOB_MANAGER = "jobmanager";

    Cast {
        taskManagers = List.copyOf(taskManagers);
    }

    /** Every process of it. */
    List<String> processes() {
        List<String> all = new ArrayList<>(taskManagers);
        if (jobManager) {
            all.add(JOB_MANAGER);
        }
        return all;
    }

    /** Finds out; asks Flink where the job's subtasks run when the occasion names no process. */
    static Cast of(Occasion occasion, Optional<ClusterState> state, @Nullable FlinkRest rest) {
        ClusterState cluster = state.orElse(null);
        String process = occasion.process();
        if (process != null) {
            boolean isJobManager = process.startsWith(JOB_MANAGER);
            return new Cast(
                    cluster, rest, isJobManager ? List.of() : List.of(process), isJobManager, occasion.vertexId());
        }
        String jobId = occasion.jobId();
        if (cluster == null || rest == null || jobId == null) {
            return new Cast(cluster, rest, List.of(), true, null);
        }
        Optional<Job> job =
                cluster.jobs().stream().filter(each -> each.id().equals(jobId)).findFirst();
        List<String> vertices = job.map(each -> each.graph().vertices().stream()
                        .map(JobGraph.Vertex::id)
                        .toList())
                .orElse(List.of());
        String vertex = occasion.vertexId() != null || vertices.isEmpty() ? occasion.vertexId() : vertices.get(0);
        List<String> asked = occasion.vertexId() == null ? vertices : List.of(occasion.vertexId());
        return new Cast(cluster, rest, taskManagers(rest, jobId, asked), true, vertex);
    }

    private static List<String> taskManagers(FlinkRest rest, String jobId, List<String> vertices) {
        Set<String> found = new LinkedHashSet<>();
        for (String vertex : vertices) {
            try {
                for (Subtask subtask : rest.subtasks(jobId, vertex)) {
                    if (subtask.taskManagerId() != null) {
                        found.add(subtask.taskManagerId());
                    }
                }
            } catch (FlinkRestException e) {
                // Without it the JobManager's evidence is left; what fails there says why.
                break;
            }
            if (found.size() >= MOST) {
                break;
            }
        }
        return found.stream().limit(MOST).toList();
    }
}
