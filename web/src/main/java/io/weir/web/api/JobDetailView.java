package io.weir.web.api;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph.Edge;
import io.weir.collector.flink.JobGraph.Vertex;
import io.weir.web.api.TaskMetrics.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code JobDetail} of openapi.yaml. */
record JobDetailView(JobView job, List<VertexView> vertices, List<Edge> edges) {
    /** {@code Vertex} of openapi.yaml: shares are the highest of its subtasks, rates their sum. */
    record VertexView(
            String id,
            String name,
            int parallelism,
            int maxParallelism,
            String status,
            int runningSubtasks,
            @Nullable Double backPressure,
            @Nullable Double busy,
            @Nullable Double idle,
            @Nullable Double recordsInPerSecond,
            @Nullable Double recordsOutPerSecond,
            List<SubtaskView> subtasks,
            boolean root) {}

    /** A subtask of a vertex. */
    record SubtaskView(
            int index,
            @Nullable String taskManager,
            @Nullable Double backPressure,
            @Nullable Double busy,
            @Nullable Double idle,
            @Nullable Double recordsInPerSecond,
            @Nullable Double recordsOutPerSecond) {
        static SubtaskView of(TaskMetrics.Subtask subtask) {
            return new SubtaskView(
                    subtask.index(),
                    subtask.taskManager(),
                    subtask.value(Metric.BACK_PRESSURE),
                    subtask.value(Metric.BUSY),
                    subtask.value(Metric.IDLE),
                    subtask.value(Metric.RECORDS_IN),
                    subtask.value(Metric.RECORDS_OUT));
        }
    }

    static JobDetailView of(JobView view, Job job, FiringEvents firing, TaskMetrics metrics) {
        return new JobDetailView(
                view,
                job.graph().vertices().stream()
                        .map(vertex -> vertex(job.id(), vertex, firing, metrics))
                        .toList(),
                job.graph().edges());
    }

    private static VertexView vertex(String jobId, Vertex vertex, FiringEvents firing, TaskMetrics metrics) {
        String id = vertex.id();
        return new VertexView(
                id,
                vertex.name(),
                vertex.parallelism(),
                vertex.maxParallelism(),
                vertex.status(),
                vertex.runningSubtasks(),
                metrics.highest(jobId, id, Metric.BACK_PRESSURE),
                metrics.highest(jobId, id, Metric.BUSY),
                metrics.highest(jobId, id, Metric.IDLE),
                metrics.total(jobId, id, Metric.RECORDS_IN),
                metrics.total(jobId, id, Metric.RECORDS_OUT),
                metrics.subtasks(jobId, id).stream()
                        // After a rescale the window still holds subtasks that are no more.
                        .filter(subtask -> subtask.index() < vertex.parallelism())
                        .map(SubtaskView::of)
                        .toList(),
                firing.isRoot(id));
    }
}
