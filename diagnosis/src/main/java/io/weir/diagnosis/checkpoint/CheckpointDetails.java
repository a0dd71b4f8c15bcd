package io.weir.diagnosis.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.flink.JobGraph;
import io.weir.diagnosis.fact.Facts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code /jobs/:jobid/checkpoints/details/:checkpointid} tells of one checkpoint. */
final class CheckpointDetails {
    private final JsonNode answer;
    private final JobGraph graph;

    private CheckpointDetails(JsonNode answer, JobGraph graph) {
        this.answer = answer;
        this.graph = graph;
    }

    static Optional<CheckpointDetails> of(Facts facts, String cluster, String jobId, long id, JobGraph graph) {
        return facts.rest(cluster, "/jobs/" + jobId + "/checkpoints/details/" + id)
                .filter(answer -> answer.path("tasks").isObject())
                .map(answer -> new CheckpointDetails(answer, graph));
    }

    /** The parts of a checkpoint's time on a subtask. */
    enum Phase {
        START_DELAY,
        ALIGNMENT,
        SYNC,
        ASYNC
    }

    /**
     * Where the time of the slowest subtask went.
     *
     * @param millis of the phase that took the most
     */
    record Dominant(Phase phase, long millis, long allMillis, int subtask) {}

    /**
     * The vertex that did not answer, or answered last: of those that did not, the one furthest upstream, for those after it wait for its
     * barrier.
     */
    Optional<JobGraph.Vertex> latest() {
        List<JobGraph.Vertex> missing = graph.vertices().stream()
                .filter(vertex -> acknowledged(vertex) < subtasks(vertex))
                .toList();
        if (!missing.isEmpty()) {
            return missing.stream().filter(vertex -> !hasAbove(vertex, missing)).findFirst();
        }
        return graph.vertices().stream()
                .max(Comparator.comparing(
                        vertex -> task(vertex).path("end_to_end_duration").asLong(-1)));
    }

    int acknowledged(JobGraph.Vertex vertex) {
        return task(vertex).path("num_acknowledged_subtasks").asInt();
    }

    int subtasks(JobGraph.Vertex vertex) {
        return task(vertex).path("num_subtasks").asInt();
    }

    private JsonNode task(JobGraph.Vertex vertex) {
        return answer.path("tasks").path(vertex.id());
    }

    private boolean hasAbove(JobGraph.Vertex vertex, List<JobGraph.Vertex> others) {
        Set<String> above = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(vertex.id()));
        while (!next.isEmpty()) {
            String id = next.remove(next.size() - 1);
            graph.edges().stream()
                    .filter(edge -> edge.to().equals(id) && above.add(edge.from()))
                    .forEach(edge -> next.add(edge.from()));
        }
        return others.stream().anyMatch(other -> above.contains(other.id()));
    }

    /** Where the time of a vertex' slowest subtask went, by {@code .../details/:checkpointid/subtasks/:vertexid}. */
    static Optional<Dominant> dominant(Facts facts, String cluster, String jobId, long id, String vertexId) {
        return facts.rest(cluster, "/jobs/" + jobId + "/checkpoints/details/" + id + "/subtasks/" + vertexId)
                .flatMap(CheckpointDetails::dominant);
    }

    private static Optional<Dominant> dominant(JsonNode vertex) {
        Dominant slowest = null;
        for (JsonNode subtask : vertex.path("subtasks")) {
            long all = subtask.path("end_to_end_duration").asLong(-1);
            if (all < 0 || (slowest != null && slowest.allMillis() >= all)) {
                continue;
            }
            Map<Phase, Long> phases = Map.of(
                    Phase.START_DELAY, subtask.path("start_delay").asLong(),
                    Phase.ALIGNMENT, subtask.path("alignment").path("duration").asLong(),
                    Phase.SYNC, subtask.path("checkpoint").path("sync").asLong(),
                    Phase.ASYNC, subtask.path("checkpoint").path("async").asLong());
            Map.Entry<Phase, Long> most =
                    phases.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            slowest = new Dominant(
                    most.getKey(), most.getValue(), all, subtask.path("index").asInt());
        }
        return Optional.ofNullable(slowest);
    }
}
