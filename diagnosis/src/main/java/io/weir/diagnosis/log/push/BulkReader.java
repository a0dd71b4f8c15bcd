package io.weir.diagnosis.log.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.push.PushRefusedException;
import io.weir.collector.push.PushRefusedException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of Elasticsearch's <a href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/docs-bulk.html">_bulk</a>: an action
 * and a document in turns. Documents are only added; each that is wrong is refused for itself.
 */
final class BulkReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An action and what it came to.
     *
     * @param action {@code index} or {@code create}, or what was refused
     * @param line null where it is refused
     * @param fault why, or null
     */
    record Item(
            String action,
            String index,
            @Nullable PushedLine line,
            @Nullable String fault) {}

    private BulkReader() {}

    static List<Item> read(byte[] body, String defaultIndex, LogPushConfig config, long nowMillis)
            throws PushRefusedException {
        List<Item> items = new ArrayList<>();
        Iterator<int[]> lines = Lines.of(body).iterator();
        while (lines.hasNext()) {
            int[] at = lines.next();
            if (at[0] == at[1]) {
                continue;
            }
            if (items.size() >= config.lineLimit()) {
                throw new PushRefusedException(
                        Reason.TOO_LARGE, "more than " + config.lineLimit() + " documents in one push");
            }
            items.add(item(body, at, lines, defaultIndex, nowMillis));
        }
        return items;
    }

    private static Item item(byte[] body, int[] at, Iterator<int[]> lines, String defaultIndex, long nowMillis)
            throws PushRefusedException {
        JsonNode action = parse(body, at);
        if (action == null || !action.isObject() || action.size() != 1) {
            throw new PushRefusedException(
                    Reason.MALFORMED, "Malformed action/metadata line, expected one of create or index");
        }
        Map.Entry<String, JsonNode> entry = action.properties().iterator().next();
        String name = entry.getKey();
        String index = entry.getValue().path("_index").asText(defaultIndex);
        if (name.equals("delete")) {
            return new Item(name, index, null, "Weir only adds log lines");
        }
        if (!lines.hasNext()) {
            throw new PushRefusedException(Reason.MALFORMED, "the last action has no document");
        }
        JsonNode document = parse(body, lines.next());
        if (!name.equals("index") && !name.equals("create")) {
            return new Item(name, index, null, "Weir only adds log lines");
        }
        if (document == null || !document.isObject()) {
            return new Item(name, index, null, "failed to parse: the document is no JSON object");
        }
        PushedLine line = DocumentReader.read(document, Map.of(), nowMillis);
        return line == null
                ? new Item(name, index, null, "the document holds no \"message\"")
                : new Item(name, index, line, null);
    }

    private static @Nullable JsonNode parse(byte[] body, int[] at) {
        try {
            return JSON.readTree(body, at[0], at[1] - at[0]);
        } catch (IOException e) {
            return null;
        }
    }
}
