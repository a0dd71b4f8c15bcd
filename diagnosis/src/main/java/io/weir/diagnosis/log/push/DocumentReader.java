package io.weir.diagnosis.log.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.diagnosis.log.EventFields;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.StockLine;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as a line: what Filebeat, Fluent Bit, Vector and Logstash send to Elasticsearch, what JSON layouts write, or a plain
 * {@code {"message": ...}}. Names may be nested or dotted as {@link EventFields} has them.
 */
final class DocumentReader {
    private static final int DEEPEST = 8;

    private DocumentReader() {}

    /** The line, or null where the object holds no text. */
    static @Nullable PushedLine read(JsonNode document, Map<String, String> labels, long nowMillis) {
        Map<String, String> fields = new HashMap<>();
        flatten("", document, fields, 0);
        String message = EventFields.first(fields, EventFields.MESSAGE);
        if (message == null) {
            return null;
        }
        long at = EventFields.millis(fields);
        LogLevel level = PushedStreams.level(EventFields.first(fields, EventFields.LEVEL));
        String logger = EventFields.first(fields, EventFields.LOGGER);
        String stackTrace = EventFields.first(fields, EventFields.STACK_TRACE);
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        if (!StockLine.isOne(text) && (logger != null || stackTrace != null || level != LogLevel.UNKNOWN)) {
            text = StockLine.of(
                    at == EventFields.NO_TIME ? nowMillis : at,
                    level,
                    logger,
                    EventFields.first(fields, EventFields.THREAD),
                    message,
                    stackTrace);
        }
        fields.putAll(labels);
        return new PushedLine(PushedOrigin.of(fields), at, level, text);
    }

    /** Filebeat puts what a user adds below {@code fields}; it counts as if it stood at the top. */
    private static void flatten(String prefix, JsonNode node, Map<String, String> fields, int depth) {
        node.properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject() && depth < DEEPEST) {
                flatten(name.equals("fields") ? "" : name + ".", value, fields, depth + 1);
            } else if (!value.isNull() && !value.isContainerNode()) {
                fields.putIfAbsent(name, value.asText());
            }
        });
    }
}
