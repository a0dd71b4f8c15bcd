package io.weir.collector.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code /jobs/:id} says.
 *
 * @param entered when the job last entered each state; states it never had are left out
 */
public record JobDetails(String type, JobState state, Map<JobState, Instant> entered, JobGraph graph) {
    public JobDetails {
        entered = Collections.unmodifiableMap(new EnumMap<>(entered));
    }

    static JobDetails read(JsonNode answer) throws FlinkRestException {
        Map<JobState, Instant> entered = new EnumMap<>(JobState.class);
        for (Map.Entry<String, JsonNode> entry : answer.path("timestamps").properties()) {
            long at = entry.getValue().asLong();
            if (at > 0) {
                entered.put(RestAnswers.state(entry.getKey()), Instant.ofEpochMilli(at));
            }
        }
        return new JobDetails(
                answer.path("job-type").asText(""),
                RestAnswers.state(answer.path("state").asText()),
                entered,
                graph(answer));
    }

    private static JobGraph graph(JsonNode answer) throws FlinkRestException {
        List<JobGraph.Vertex> vertices = FlinkRest.list(
                answer.path("vertices"),
                vertex -> new JobGraph.Vertex(
                        vertex.path("id").asText(),
                        vertex.path("name").asText(),
                        vertex.path("parallelism").asInt(),
                        vertex.path("maxParallelism").asInt(),
                        vertex.path("status").asText(),
                        vertex.path("tasks").path("RUNNING").asInt()));
        List<JobGraph.Edge> edges = new ArrayList<>();
        for (JsonNode node : answer.path("plan").path("nodes")) {
            for (JsonNode input : node.path("inputs")) {
                edges.add(new JobGraph.Edge(
                        input.path("id").asText(),
                        node.path("id").asText(),
                        input.path("ship_strategy").asText()));
            }
        }
        return new JobGraph(vertices, edges);
    }
}
