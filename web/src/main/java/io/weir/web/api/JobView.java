package io.weir.web.api;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobCondition;
import io.weir.collector.flink.JobGraph.Edge;
import io.weir.collector.flink.JobGraph.Vertex;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.rules.event.Severity;
import io.weir.web.api.TaskMetrics.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code Job} of openapi.yaml. */
record JobView(
        String cluster,
        String id,
        String name,
        String type,
        JobState state,
        boolean stateKnown,
        JobCondition condition,
        Instant since,
        Instant startedAt,
        @Nullable Instant endedAt,
        long durationMs,
        int runningTasks,
        int totalTasks,
        @Nullable Long restarts,
        Job.CheckpointCounts checkpoints,
        @Nullable CheckpointView lastCheckpoint,
        int firingEvents,
        @Nullable Severity worstSeverity,
        @Nullable Double maxBackPressure,
        @Nullable Double maxBusy,
        @Nullable Double recordsInPerSecond,
        @Nullable Double recordsOutPerSecond,
        @Nullable Integer healthScore) {
    static JobView of(
            Job job,
            ClusterState cluster,
            @Nullable Checkpoint lastCheckpoint,
            FiringEvents firing,
            TaskMetrics metrics,
            @Nullable Integer healthScore,
            Instant now) {
        Instant end = job.endedAt() == null ? now : job.endedAt();
        return new JobView(
                job.cluster(),
                job.id(),
                job.name(),
                job.type(),
                job.state(),
                cluster.reachability() instanceof Reachability.Reachable,
                cluster.condition(job),
                job.since(),
                job.startedAt(),
                job.endedAt(),
                Math.max(0, Duration.between(job.startedAt(), end).toMillis()),
                job.runningTasks(),
                job.totalTasks(),
                job.restarts() < 0 ? null : job.restarts(),
                job.checkpoints(),
                lastCheckpoint == null ? null : CheckpointView.of(lastCheckpoint),
                firing.events().size(),
                firing.worst(),
                highest(job, metrics, Metric.BACK_PRESSURE),
                highest(job, metrics, Metric.BUSY),
                total(job, metrics, Metric.RECORDS_OUT, sources(job)),
                total(job, metrics, Metric.RECORDS_IN, sinks(job)),
                healthScore);
    }

    /** The vertices nothing flows into. */
    static Set<String> sources(Job job) {
        Set<String> fed = job.graph().edges().stream().map(Edge::to).collect(Collectors.toSet());
        return vertices(job, fed);
    }

    /** The vertices nothing flows out of. */
    static Set<String> sinks(Job job) {
        Set<String> feeding = job.graph().edges().stream().map(Edge::from).collect(Collectors.toSet());
        return vertices(job, feeding);
    }

    private static Set<String> vertices(Job job, Set<String> without) {
        return job.graph().vertices().stream()
                .map(Vertex::id)
                .filter(id -> !without.contains(id))
                .collect(Collectors.toSet());
    }

    private static @Nullable Double highest(Job job, TaskMetrics metrics, Metric metric) {
        Double highest = null;
        for (Vertex vertex : job.graph().vertices()) {
            Double value = metrics.highest(job.id(), vertex.id(), metric);
            highest = value == null ? highest : Double.valueOf(highest == null ? value : Math.max(highest, value));
        }
        return highest;
    }

    private static @Nullable Double total(Job job, TaskMetrics metrics, Metric metric, Set<String> vertices) {
        Double total = null;
        for (String vertex : vertices) {
            Double value = metrics.total(job.id(), vertex, metric);
            total = value == null ? total : Double.valueOf(total == null ? value : total + value);
        }
        return total;
    }
}
