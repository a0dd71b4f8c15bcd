package io.weir.diagnosis.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.diagnosis.opensearch.OpenSearchClient;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Asks OpenSearch one question, within a budget. For one thread. */
final class OpenSearchSearch implements OpenSearchQuery.Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** A field of more values is not asked for all of them. */
    private static final int MOST_VALUES = 10_000;

    private final OpenSearchClient client;
    private final String indices;
    private final Budget budget;
    private @Nullable String partial;

    OpenSearchSearch(OpenSearchClient client, String indices, Budget budget) {
        this.client = client;
        this.indices = indices;
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    /** Why answers are not whole; null when they are. */
    @Nullable
    String partial() {
        return partial == null && budget.isOver() ? budget.reason() : partial;
    }

    /** What OpenSearch is asked for a clause. */
    OpenSearchQuery query(Clause clause) throws IOException {
        return OpenSearchQuery.of(clause, this);
    }

    /** A body that asks for records of a time that a query finds. */
    static ObjectNode body(OpenSearchQuery query, QueryTimes times) {
        ObjectNode body = NODES.objectNode();
        body.putObject("query")
                .putObject("bool")
                .putArray("filter")
                .add(OpenSearchQuery.times(times.fromMillis(), times.toMillis()))
                .add(query.json());
        return body;
    }

    /** The records of a page that begins behind a position, in order; not held against anything yet. */
    JsonNode hits(
            OpenSearchQuery query, QueryTimes times, @Nullable RecordPosition after, int size, boolean newestFirst)
            throws IOException {
        ObjectNode body = body(query, times);
        body.put("size", size).put("track_total_hits", false);
        ArrayNode sort = body.putArray("sort");
        for (String field : new String[] {OpenSearchDocument.AT, "stream", "ordinal"}) {
            sort.addObject().put(field, newestFirst ? "desc" : "asc");
        }
        if (after != null) {
            body.putArray("search_after")
                    .add(after.atMillis())
                    .add(after.stream())
                    .add(after.ordinal());
        }
        return ask(body).path("hits").path("hits");
    }

    /** The record of an id. */
    Optional<Found> find(RecordId id) throws IOException {
        ObjectNode body = NODES.objectNode();
        body.put("size", 1).put("track_total_hits", false);
        body.set("query", OpenSearchQuery.numbered(id));
        JsonNode hit = ask(body).path("hits").path("hits").path(0);
        return hit.isMissingNode() ? Optional.empty() : Optional.of(OpenSearchDocument.read(hit.path("_source")));
    }

    /**
     * Asks, and notes whether the answer is whole.
     *
     * @throws IOException when there is no answer
     */
    JsonNode ask(ObjectNode body) throws IOException {
        body.put("timeout", budget.leftMillis() + "ms");
        OpenSearchClient.Reply reply = client.ask(
                "POST",
                "/" + indices + "/_search?ignore_unavailable=true&allow_no_indices=true&typed_keys=false",
                body);
        if (reply.status() == 400) {
            throw new OpenSearchRefusal(reply.why());
        }
        if (!reply.isGood()) {
            throw new IOException(reply.why());
        }
        JsonNode shards = reply.body().path("_shards");
        if (shards.path("failed").asInt() > 0) {
            partial = shards.path("failed").asInt() + " of "
                    + shards.path("total").asInt()
                    + " shards of OpenSearch did not answer: "
                    + shards.path("failures")
                            .path(0)
                            .path("reason")
                            .path("reason")
                            .asText("no reason given");
        } else if (reply.body().path("timed_out").asBoolean()) {
            partial = "OpenSearch stopped at the time budget; narrow the time or add a word";
        }
        return reply.body();
    }

    @Override
    public Optional<Set<String>> of(String field) throws IOException {
        ObjectNode body = NODES.objectNode();
        body.put("size", 0).put("track_total_hits", false);
        body.putObject("aggs")
                .putObject("values")
                .putObject("terms")
                .put("field", field)
                .put("size", MOST_VALUES);
        JsonNode values = ask(body).path("aggregations").path("values");
        if (values.path("sum_other_doc_count").asLong() > 0 || partial != null) {
            return Optional.empty();
        }
        Set<String> found = new TreeSet<>();
        values.path("buckets").forEach(bucket -> found.add(bucket.path("key").asText()));
        return Optional.of(found);
    }
}
