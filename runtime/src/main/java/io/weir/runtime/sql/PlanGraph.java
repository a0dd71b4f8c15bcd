package io.weir.runtime.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What a script would run as (<a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/sql/reference/utility/explain/">EXPLAIN</a> with {@code
 * JSON_EXECUTION_PLAN}).
 *
 * @param text Flink's own: the tree it understood, and the optimised ones
 */
public record PlanGraph(List<Node> nodes, List<Edge> edges, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "== Physical Execution Plan ==";
    private static final int LONGEST = 4000;

    /** An operator. */
    public record Node(int id, String name, String kind, String description, int parallelism) {}

    /** How records go from one operator to another; {@code ship} is Flink's word, such as HASH or FORWARD. */
    public record Edge(int from, int to, String ship) {}

    public PlanGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * @param explained as Flink says it
     * @param script whose hidden values are left out
     */
    static PlanGraph of(String explained, ResolvedScript script) {
        int mark = explained.indexOf(MARK);
        if (mark < 0) {
            return new PlanGraph(List.of(), List.of(), script.withoutHidden(explained.strip()));
        }
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        try {
            for (JsonNode node :
                    JSON.readTree(explained.substring(mark + MARK.length())).path("nodes")) {
                int id = node.path("id").asInt();
                String name = script.withoutHidden(node.path("type").asText());
                // Before it is cut: half a value would not be found.
                String described = script.withoutHidden(node.path("contents").asText(name));
                nodes.add(new Node(
                        id,
                        name,
                        node.path("pact").asText("Operator"),
                        described.length() > LONGEST ? described.substring(0, LONGEST) + "..." : described,
                        node.path("parallelism").asInt(1)));
                node.path("predecessors")
                        .forEach(before -> edges.add(new Edge(
                                before.path("id").asInt(),
                                id,
                                before.path("ship_strategy").asText(""))));
            }
        } catch (JsonProcessingException e) {
            return new PlanGraph(List.of(), List.of(), script.withoutHidden(explained.strip()));
        }
        return new PlanGraph(
                nodes, edges, script.withoutHidden(explained.substring(0, mark).strip()));
    }
}
