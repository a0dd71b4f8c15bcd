package io.weir.rules.detector;

import io.weir.collector.flink.JobGraph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the vertex that holds the others up: down from a back-pressured vertex, the nearest one that is not back-pressured
 * itself but busy.
 */
final class BackpressureRoot {
    private BackpressureRoot() {}

    /**
     * The root, or nothing when no vertex downstream is both under the threshold and busy.
     *
     * @param busy the share over which a vertex counts as busy
     */
    static Optional<JobGraph.Vertex> find(
            JobGraph graph, String from, Map<String, VertexLoad> loads, double threshold, double busy) {
        Set<String> seen = new HashSet<>(Set.of(from));
        Deque<String> waiting = new ArrayDeque<>(Set.of(from));
        while (!waiting.isEmpty()) {
            int width = waiting.size();
            JobGraph.Vertex busiest = null;
            double most = busy;
            // One distance at a time, so that of several candidates equally near the busiest is taken.
            for (int i = 0; i < width; i++) {
                for (JobGraph.Vertex vertex : graph.downstreamOf(waiting.removeFirst())) {
                    if (!seen.add(vertex.id())) {
                        continue;
                    }
                    waiting.addLast(vertex.id());
                    VertexLoad load = loads.getOrDefault(vertex.id(), VertexLoad.UNKNOWN);
                    if (load.backPressure() <= threshold && load.busy() > most) {
                        most = load.busy();
                        busiest = vertex;
                    }
                }
            }
            if (busiest != null) {
                return Optional.of(busiest);
            }
        }
        return Optional.empty();
    }
}
