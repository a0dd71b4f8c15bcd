package io.weir.diagnosis.log;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What log events in JSON call their parts: <a href="https://logging.apache.org/log4j/2.x/manual/json-template-layout.html">log4j's
 * JsonTemplateLayout</a> and JSONLayout, <a href="https://logback.qos.ch/manual/encoders.html#JsonEncoder">logback's JsonEncoder</a>,
 * Logstash's encoder, GELF, and the <a href="https://www.elastic.co/guide/en/ecs/current/ecs-field-reference.html">Elastic Common
 * Schema</a>. Nested names are joined by dots; the first in a list that is there counts.
 */
public final class EventFields {
    /** No time is stated. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** The text. */
    public static final List<String> MESSAGE =
            List.of("message", "log", "msg", "body", "text", "short_message", "event.original");

    /** The level's name. */
    public static final List<String> LEVEL =
            List.of("log.level", "level", "severity", "severity_text", "loglevel", "log_level", "levelname");

    /** The logger. */
    public static final List<String> LOGGER = List.of("log.logger", "logger", "logger_name", "loggerName", "_logger");

    /** The thread. */
    public static final List<String> THREAD =
            List.of("process.thread.name", "thread", "thread_name", "threadName", "_thread");

    /** The stack trace. */
    public static final List<String> STACK_TRACE = List.of(
            "error.stack_trace", "stack_trace", "exception.stacktrace", "thrown.extendedStackTrace", "stacktrace");

    /** The time, in any form that {@link #millis} reads. */
    public static final List<String> TIME = List.of(
            "@timestamp", "timestamp", "time", "ts", "timeMillis", "epochMillis", "date", "instant.epochSecond");

    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private EventFields() {}

    /** The first of the names that is there, or null. */
    public static @Nullable String first(Map<String, String> fields, List<String> names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** When it happened, since the epoch; {@link #NO_TIME} where that is not told. */
    public static long millis(Map<String, String> fields) {
        long millis = millis(first(fields, TIME));
        String nanos = fields.get("instant.nanoOfSecond");
        return millis != NO_TIME && nanos != null && nanos.matches("\\d{1,9}")
                ? millis + Long.parseLong(nanos) / 1_000_000
                : millis;
    }

    /** ISO 8601 with a zone, or seconds, milliseconds, microseconds or nanoseconds since the epoch, by their size. */
    public static long millis(@Nullable String text) {
        if (text == null) {
            return NO_TIME;
        }
        if (text.matches("\\d{9,19}(\\.\\d+)?")) {
            int digits = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
            double number = Double.parseDouble(text);
            if (digits <= 11) {
                return Math.round(number * 1_000);
            }
            long whole = Long.parseLong(text.substring(0, digits));
            return digits <= 14 ? whole : digits <= 17 ? whole / 1_000 : whole / 1_000_000;
        }
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T').replace(',', '.'), OFFSET)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException e) {
            return NO_TIME;
        }
    }
}
