package io.weir.collector.flink;

import java.util.List;

/** A job's vertices and the edges between them. */
public record JobGraph(List<Vertex> vertices, List<Edge> edges) {
    /** The graph of a job of which nothing is known yet. */
    public static final JobGraph EMPTY = new JobGraph(List.of(), List.of());

    public JobGraph {
        vertices = List.copyOf(vertices);
        edges = List.copyOf(edges);
    }

    /**
     * A chain of operators.
     *
     * @param status Flink's aggregate execution state, such as RUNNING
     * @param runningSubtasks how many of {@code parallelism} are RUNNING
     */
    public record Vertex(
            String id, String name, int parallelism, int maxParallelism, String status, int runningSubtasks) {}

    /** Records flow from one vertex to another. */
    public record Edge(String from, String to, String shipStrategy) {}

    /** The vertices that read from {@code vertexId}. */
    public List<Vertex> downstreamOf(String vertexId) {
        return edges.stream()
                .filter(edge -> edge.from().equals(vertexId))
                .flatMap(edge -> vertices.stream().filter(vertex -> vertex.id().equals(edge.to())))
                .toList();
    }
}
