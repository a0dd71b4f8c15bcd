package io.weir.diagnosis.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSearch holds.
 *
 * @param records how many
 * @param rawBytes of their texts
 * @param diskBytes that they take there, replicas included
 * @param oldest null when it is empty
 */
record OpenSearchFigures(
        long records,
        long rawBytes,
        long diskBytes,
        @Nullable Instant oldest) {
    static final OpenSearchFigures NONE = new OpenSearchFigures(0, 0, 0, null);

    static OpenSearchFigures read(OpenSearchSearch search, OpenSearchIndices indices) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("size", 0).put("track_total_hits", true);
        ObjectNode sums = body.putObject("aggs");
        sums.putObject("raw").putObject("sum").put("field", "size");
        sums.putObject("oldest").putObject("min").put("field", OpenSearchDocument.AT);
        JsonNode answer = search.ask(body);
        JsonNode oldest = answer.path("aggregations").path("oldest").path("value");
        return new OpenSearchFigures(
                answer.path("hits").path("total").path("value").asLong(),
                answer.path("aggregations").path("raw").path("value").asLong(),
                indices.list().stream()
                        .mapToLong(OpenSearchIndices.Index::bytes)
                        .sum(),
                oldest.isNumber() ? Instant.ofEpochMilli(oldest.asLong()) : null);
    }
}
