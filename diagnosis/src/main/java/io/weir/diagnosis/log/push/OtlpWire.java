package io.weir.diagnosis.log.push;

import io.weir.collector.push.PushRefusedException;
import io.weir.collector.push.PushRefusedException.Reason;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * {@code ExportLogsServiceRequest} in protobuf, after <a
 * href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/logs/v1/logs.proto">logs.proto</a>.
 */
final class OtlpWire {
    private static final int DEEPEST = 16;

    private final LogPushConfig config;
    private final long nowMillis;
    private final List<PushedLine> lines = new ArrayList<>();

    private OtlpWire(LogPushConfig config, long nowMillis) {
        this.config = config;
        this.nowMillis = nowMillis;
    }

    static List<PushedLine> read(byte[] body, LogPushConfig config, long nowMillis) throws PushRefusedException {
        OtlpWire reader = new OtlpWire(config, nowMillis);
        try {
            Wire request = new Wire(body);
            while (request.next()) {
                if (request.part() == 1) {
                    reader.resource(request.message());
                } else {
                    request.skip();
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new PushRefusedException(
                    Reason.MALFORMED, "the body is no ExportLogsServiceRequest: it is cut or damaged");
        }
        return reader.lines;
    }

    private void resource(Wire resourceLogs) throws PushRefusedException {
        Map<String, String> resource = new HashMap<>();
        List<Wire> scopes = new ArrayList<>();
        while (resourceLogs.next()) {
            switch (resourceLogs.part()) {
                case 1 -> attributes(resourceLogs.message(), 1, resource);
                case 2 -> scopes.add(resourceLogs.message());
                default -> resourceLogs.skip();
            }
        }
        for (Wire scope : scopes) {
            scope(scope, resource);
        }
    }

    private void scope(Wire scopeLogs, Map<String, String> resource) throws PushRefusedException {
        String name = "";
        List<Wire> records = new ArrayList<>();
        while (scopeLogs.next()) {
            switch (scopeLogs.part()) {
                case 1 -> name = firstText(scopeLogs.message());
                case 2 -> records.add(scopeLogs.message());
                default -> scopeLogs.skip();
            }
        }
        for (Wire record : records) {
            if (lines.size() >= config.lineLimit()) {
                throw new PushRefusedException(
                        Reason.TOO_LARGE, "more than " + config.lineLimit() + " records in one push");
            }
            lines.add(record(record, new OtlpRecord(resource, name)));
        }
    }

    private PushedLine record(Wire in, OtlpRecord record) {
        while (in.next()) {
            switch (in.part()) {
                case 3 -> record.severityText = in.text();
                case 5 -> record.body = any(in.message(), 0);
                case 6 -> attribute(in.message(), record.attributes, 0);
                default -> {
                    switch (in.number()) {
                        case 1 -> record.timeNanos = in.value();
                        case 2 -> record.severity = in.value();
                        case 11 -> record.observedNanos = in.value();
                        default -> in.skip();
                    }
                }
            }
        }
        return record.line(nowMillis);
    }

    private static String firstText(Wire message) {
        String text = "";
        while (message.next()) {
            if (message.part() == 1) {
                text = message.text();
            } else {
                message.skip();
            }
        }
        return text;
    }

    private static void attributes(Wire message, int field, Map<String, String> into) {
        while (message.next()) {
            if (message.part() == field) {
                attribute(message.message(), into, 0);
            } else {
                message.skip();
            }
        }
    }

    private static void attribute(Wire pair, Map<String, String> into, int depth) {
        String key = "";
        String value = "";
        while (pair.next()) {
            switch (pair.part()) {
                case 1 -> key = pair.text();
                case 2 -> value = any(pair.message(), depth);
                default -> pair.skip();
            }
        }
        into.put(key, value);
    }

    private static String any(Wire value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a value is nested too deeply");
        }
        String text = "";
        while (value.next()) {
            text = switch (value.part()) {
                case 1 -> value.text();
                case 5 -> array(value.message(), depth + 1);
                case 6 -> pairs(value.message(), depth + 1);
                case 7 -> Base64.getEncoder().encodeToString(value.bytes());
                default -> number(value);
            };
        }
        return text;
    }

    private static String number(Wire value) {
        switch (value.number()) {
            case 2:
                return value.value() == 0 ? "false" : "true";
            case 3:
                return Long.toString(value.value());
            case 4:
                return Double.toString(Double.longBitsToDouble(value.value()));
            default:
                value.skip();
                return "";
        }
    }

    private static String array(Wire values, int depth) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        while (values.next()) {
            if (values.part() == 1) {
                text.add(any(values.message(), depth));
            } else {
                values.skip();
            }
        }
        return text.toString();
    }

    private static String pairs(Wire values, int depth) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        while (values.next()) {
            if (values.part() == 1) {
                Map<String, String> pair = new HashMap<>();
                attribute(values.message(), pair, depth);
                pair.forEach((key, value) -> text.add(key + "=" + value));
            } else {
                values.skip();
            }
        }
        return text.toString();
    }
}
