package io.weir.diagnosis.load;

import io.weir.collector.flink.JobGraph;
import io.weir.collector.metric.Labels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How loaded the subtasks of one job were in the window before a moment. */
final class VertexLoads {
    static final String BUSY = "flink_taskmanager_job_task_busyTimeMsPerSecond";
    static final String BACK_PRESSURED = "flink_taskmanager_job_task_backPressuredTimeMsPerSecond";

    /** One subtask; shares 0 to 1. */
    record SubtaskLoad(String vertexId, String process, int index, double busy, double backPressure) {}

    private final Map<String, List<SubtaskLoad>> byVertex = new HashMap<>();

    private VertexLoads() {}

    /** In the window of a peak. */
    static VertexLoads at(Figures figures, String jobId, Figures.Peak peak) {
        VertexLoads loads = new VertexLoads();
        String job = "job_id=\"" + jobId + "\"";
        Map<Key, Double> busy = read(figures, BUSY, job, peak);
        Map<Key, Double> pressed = read(figures, BACK_PRESSURED, job, peak);
        busy.forEach((key, value) -> loads.byVertex
                .computeIfAbsent(key.vertexId, id -> new ArrayList<>())
                .add(new SubtaskLoad(
                        key.vertexId, key.process, key.index, value / 1000, pressed.getOrDefault(key, 0.0) / 1000)));
        return loads;
    }

    private record Key(String vertexId, String process, int index) {
        static Key of(Labels labels) {
            String index = labels.get("subtask_index");
            return new Key(
                    labels.get("task_id"),
                    labels.get("process"),
                    index.matches("\\d{1,6}") ? Integer.parseInt(index) : -1);
        }
    }

    private static Map<Key, Double> read(Figures figures, String metric, String job, Figures.Peak peak) {
        Map<Key, Double> values = new HashMap<>();
        String selector = figures.selector(metric, job) + "[" + peak.window().toSeconds() + "s]";
        figures.at("quantile_over_time(0.5, " + selector + ")", peak.at())
                .forEach((labels, value) -> values.merge(Key.of(labels), value, Math::max));
        return values;
    }

    List<SubtaskLoad> subtasks(String vertexId) {
        return byVertex.getOrDefault(vertexId, List.of());
    }

    double busy(String vertexId) {
        return subtasks(vertexId).stream().mapToDouble(SubtaskLoad::busy).max().orElse(0);
    }

    double backPressure(String vertexId) {
        return subtasks(vertexId).stream()
                .mapToDouble(SubtaskLoad::backPressure)
                .max()
                .orElse(0);
    }

    Optional<SubtaskLoad> hottest(String vertexId) {
        return subtasks(vertexId).stream().max(Comparator.comparing(SubtaskLoad::busy));
    }

    /** The vertex with the most back pressure, when that is over a threshold. */
    Optional<JobGraph.Vertex> worst(JobGraph graph, double threshold) {
        return graph.vertices().stream()
                .filter(vertex -> backPressure(vertex.id()) > threshold)
                .max(Comparator.comparing(vertex -> backPressure(vertex.id())));
    }

    /** Down from a back-pressured vertex, the nearest that is busy and not back-pressured itself; the busiest of those equally near. */
    Optional<JobGraph.Vertex> root(JobGraph graph, String from, double threshold, double leastBusy) {
        Set<String> seen = new HashSet<>(Set.of(from));
        Deque<String> level = new ArrayDeque<>(Set.of(from));
        while (!level.isEmpty()) {
            Deque<String> next = new ArrayDeque<>();
            List<JobGraph.Vertex> found = new ArrayList<>();
            for (String id : level) {
                for (JobGraph.Vertex vertex : graph.downstreamOf(id)) {
                    if (seen.add(vertex.id())) {
                        next.add(vertex.id());
                        if (backPressure(vertex.id()) <= threshold && busy(vertex.id()) > leastBusy) {
                            found.add(vertex);
                        }
                    }
                }
            }
            if (!found.isEmpty()) {
                return found.stream().max(Comparator.comparing(vertex -> busy(vertex.id())));
            }
            level = next;
        }
        return Optional.empty();
    }
}
