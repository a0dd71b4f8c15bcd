package io.weir.diagnosis.log.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.StockLine;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as a line: what Filebeat, Fluent Bit, Vector and Logstash send to Elasticsearch, what JSON layouts write, or a plain
 * {@code {"message": ...}}. Names may be nested or dotted, as in the <a
 * href="https://www.elastic.co/guide/en/ecs/current/ecs-field-reference.html">Elastic Common Schema</a>.
 */
final class DocumentReader {
    private static final int DEEPEST = 8;
    private static final List<String> MESSAGE = List.of("message", "log", "msg", "body", "text", "event.original");
    private static final List<String> TIME = List.of(
            "@timestamp", "timestamp", "time", "ts", "timeMillis", "epochMillis", "date", "instant.epochSecond");
    private static final List<String> LEVEL =
            List.of("log.level", "level", "severity", "severity_text", "loglevel", "log_level", "levelname");
    private static final List<String> LOGGER = List.of("log.logger", "logger", "logger_name", "loggerName");
    private static final List<String> THREAD = List.of("process.thread.name", "thread", "thread_name", "threadName");
    private static final List<String> STACK_TRACE = List.of(
            "error.stack_trace", "stack_trace", "exception.stacktrace", "thrown.extendedStackTrace", "stacktrace");
    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(java.util.Locale.ROOT);

    private DocumentReader() {}

    /** The line, or null where the object holds no text. */
    static @Nullable PushedLine read(JsonNode document, Map<String, String> labels, long nowMillis) {
        Map<String, String> fields = new HashMap<>();
        flatten("", document, fields, 0);
        String message = first(fields, MESSAGE);
        if (message == null) {
            return null;
        }
        long at = time(first(fields, TIME));
        LogLevel level = PushedStreams.level(first(fields, LEVEL));
        String logger = first(fields, LOGGER);
        String stackTrace = first(fields, STACK_TRACE);
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        if (!StockLine.isOne(text) && (logger != null || stackTrace != null || level != LogLevel.UNKNOWN)) {
            text = StockLine.of(
                    at == PushedLine.NO_TIME ? nowMillis : at,
                    level,
                    logger,
                    first(fields, THREAD),
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

    private static @Nullable String first(Map<String, String> fields, List<String> names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** ISO 8601 with a zone, or seconds, milliseconds, microseconds or nanoseconds since the epoch, by their size. */
    static long time(@Nullable String text) {
        if (text == null) {
            return PushedLine.NO_TIME;
        }
        if (text.matches("\\d{9,19}(\\.\\d+)?")) {
            double number = Double.parseDouble(text);
            int digits = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
            double scale = digits <= 11 ? 1e3 : digits <= 14 ? 1 : digits <= 17 ? 1e-3 : 1e-6;
            return digits <= 14 && scale == 1 ? (long) number : Math.round(number * scale);
        }
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T').replace(',', '.'), OFFSET)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException e) {
            return PushedLine.NO_TIME;
        }
    }
}
