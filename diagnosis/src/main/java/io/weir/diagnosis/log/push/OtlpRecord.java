package io.weir.diagnosis.log.push;

import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.StockLine;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A log record of OpenTelemetry's <a href="https://opentelemetry.io/docs/specs/otel/logs/data-model/">data model</a> as it is read. */
final class OtlpRecord {
    private final Map<String, String> resource;
    private final String scope;
    final Map<String, String> attributes = new HashMap<>();
    long timeNanos;
    long observedNanos;
    long severity;
    String severityText = "";
    String body = "";

    OtlpRecord(Map<String, String> resource, String scope) {
        this.resource = resource;
        this.scope = scope;
    }

    /** The line; of two attributes of one name the record's own counts. */
    PushedLine line(long nowMillis) {
        Map<String, String> labels = new HashMap<>(resource);
        labels.putAll(attributes);
        long nanos = timeNanos != 0 ? timeNanos : observedNanos;
        long at = nanos == 0 ? PushedLine.NO_TIME : nanos / 1_000_000;
        LogLevel level = level();
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        String logger = attributes.getOrDefault("log.logger", scope);
        String stackTrace = attributes.get("exception.stacktrace");
        if (!StockLine.isOne(text) && (!logger.isBlank() || stackTrace != null || level != LogLevel.UNKNOWN)) {
            text = StockLine.of(
                    at == PushedLine.NO_TIME ? nowMillis : at,
                    level,
                    logger,
                    attributes.get("thread.name"),
                    body,
                    stackTrace);
        }
        return new PushedLine(PushedOrigin.of(labels), at, level, text);
    }

    private LogLevel level() {
        if (severity < 1 || severity > 24) {
            return PushedStreams.level(severityText);
        }
        return switch ((int) ((severity - 1) / 4)) {
            case 0 -> LogLevel.TRACE;
            case 1 -> LogLevel.DEBUG;
            case 2 -> LogLevel.INFO;
            case 3 -> LogLevel.WARN;
            case 4 -> LogLevel.ERROR;
            default -> LogLevel.FATAL;
        };
    }
}
