package io.weir.diagnosis.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import java.io.IOException;
import java.time.Duration;

/**
 * The flame graph of the vertex that matters. Flink begins to sample when it is first asked, and answers with nothing until it has some (<a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/debugging/flame_graphs/">Flame graphs</a>); with {@code
 * rest.flamegraph.enabled: false}, the default, it never has.
 */
final class FlameGraphs implements Capture {
    private static final Duration PATIENCE = Duration.ofSeconds(7);
    private static final long PAUSE_MS = 700;
    private static final int LARGEST = 8 << 20;

    /** What {@code VertexFlameGraph.disabled()} of Flink has for a time. */
    private static final long DISABLED = -2;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void into(SceneDraft draft, Cast cast) {
        FlinkRest rest = cast.rest();
        String job = draft.occasion().jobId();
        String vertex = cast.vertexId();
        if (rest == null || job == null || vertex == null || draft.occasion().processEnded()) {
            return;
        }
        String path = "/jobs/" + job + "/vertices/" + vertex + "/flamegraph?type=full";
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            do {
                byte[] answer = rest.bytes(path, LARGEST);
                JsonNode json = JSON.readTree(answer);
                if (json.path("data").isObject()) {
                    draft.bytes(Scene.Kind.FLAME_GRAPH, "", "flame-graph.json", answer);
                    return;
                }
                if (json.path("endTimestamp").asLong() == DISABLED) {
                    draft.missing(
                            Scene.Kind.FLAME_GRAPH,
                            "",
                            "Flink has flame graphs off; rest.flamegraph.enabled: true has them");
                    return;
                }
            } while (ThreadDumps.pause(PAUSE_MS) && System.nanoTime() < until);
            draft.missing(Scene.Kind.FLAME_GRAPH, "", "Flink had no samples within " + PATIENCE.toSeconds() + " s");
        } catch (FlinkRestException | IOException e) {
            draft.missing(Scene.Kind.FLAME_GRAPH, "", SceneDraft.reason(e));
        }
    }
}
