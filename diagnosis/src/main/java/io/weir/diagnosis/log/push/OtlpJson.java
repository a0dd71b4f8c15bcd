package io.weir.diagnosis.log.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.push.PushRefusedException;
import io.weir.collector.push.PushRefusedException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * {@code ExportLogsServiceRequest} in <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP's JSON</a>: 64-bit
 * numbers may be texts, and names are in camel case.
 */
final class OtlpJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OtlpJson() {}

    static List<PushedLine> read(byte[] body, LogPushConfig config, long nowMillis) throws PushRefusedException {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException e) {
            throw new PushRefusedException(Reason.MALFORMED, "the body is no JSON");
        }
        if (!root.isObject()) {
            throw new PushRefusedException(Reason.MALFORMED, "the body is no JSON object");
        }
        List<PushedLine> lines = new ArrayList<>();
        for (JsonNode resourceLogs : root.path("resourceLogs")) {
            Map<String, String> resource =
                    attributes(resourceLogs.path("resource").path("attributes"));
            for (JsonNode scopeLogs : resourceLogs.path("scopeLogs")) {
                String scope = scopeLogs.path("scope").path("name").asText("");
                for (JsonNode record : scopeLogs.path("logRecords")) {
                    if (lines.size() >= config.lineLimit()) {
                        throw new PushRefusedException(
                                Reason.TOO_LARGE, "more than " + config.lineLimit() + " records in one push");
                    }
                    lines.add(record(record, new OtlpRecord(resource, scope)).line(nowMillis));
                }
            }
        }
        return lines;
    }

    private static OtlpRecord record(JsonNode node, OtlpRecord record) {
        record.timeNanos = node.path("timeUnixNano").asLong();
        record.observedNanos = node.path("observedTimeUnixNano").asLong();
        record.severity = node.path("severityNumber").asLong();
        record.severityText = node.path("severityText").asText("");
        record.body = any(node.path("body"));
        record.attributes.putAll(attributes(node.path("attributes")));
        return record;
    }

    private static Map<String, String> attributes(JsonNode pairs) {
        Map<String, String> attributes = new HashMap<>();
        for (JsonNode pair : pairs) {
            attributes.put(pair.path("key").asText(""), any(pair.path("value")));
        }
        return attributes;
    }

    private static String any(JsonNode value) {
        if (value.has("arrayValue")) {
            StringJoiner text = new StringJoiner(", ", "[", "]");
            value.path("arrayValue").path("values").forEach(each -> text.add(any(each)));
            return text.toString();
        }
        if (value.has("kvlistValue")) {
            StringJoiner text = new StringJoiner(", ", "{", "}");
            attributes(value.path("kvlistValue").path("values")).forEach((key, each) -> text.add(key + "=" + each));
            return text.toString();
        }
        for (JsonNode scalar : value) {
            return scalar.asText();
        }
        return "";
    }
}
