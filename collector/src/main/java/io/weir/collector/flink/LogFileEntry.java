package io.weir.collector.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of a log folder as the REST API lists it.
 *
 * @param sizeBytes when it was listed
 */
public record LogFileEntry(String name, long sizeBytes) {
    static List<LogFileEntry> read(JsonNode answer) throws FlinkRestException {
        if (!answer.path("logs").isArray()) {
            throw new FlinkRestException("there is no array \"logs\"", FlinkRestException.NO_STATUS);
        }
        List<LogFileEntry> entries = new ArrayList<>();
        for (JsonNode entry : answer.path("logs")) {
            entries.add(new LogFileEntry(
                    entry.path("name").asText(""), entry.path("size").asLong()));
        }
        return entries;
    }
}
