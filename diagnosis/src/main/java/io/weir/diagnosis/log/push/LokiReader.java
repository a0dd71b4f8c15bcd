package io.weir.diagnosis.log.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.push.PushRefusedException;
import io.weir.collector.push.PushRefusedException.Reason;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xerial.snappy.Snappy;

/**
 * Loki's <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs">push request</a>, as JSON and as the <a
 * href="https://github.com/grafana/loki/blob/main/pkg/push/push.proto">protobuf message</a> under Snappy. A level comes from the label
 * or the structured metadata {@code level} or {@code detected_level}.
 */
final class LokiReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LogPushConfig config;
    private final List<PushedLine> lines = new ArrayList<>();

    private LokiReader(LogPushConfig config) {
        this.config = config;
    }

    static List<PushedLine> json(byte[] body, LogPushConfig config) throws PushRefusedException {
        LokiReader reader = new LokiReader(config);
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException e) {
            throw malformed("the body is no JSON");
        }
        JsonNode streams = root.get("streams");
        if (streams == null || !streams.isArray()) {
            throw malformed("there is no array \"streams\"");
        }
        for (JsonNode stream : streams) {
            Map<String, String> labels = new HashMap<>();
            stream.path("stream")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            for (JsonNode value : stream.path("values")) {
                if (!value.isArray() || value.size() < 2) {
                    throw malformed("a value is not [time, line]");
                }
                Map<String, String> metadata = new HashMap<>();
                value.path(2)
                        .properties()
                        .forEach(each ->
                                metadata.put(each.getKey(), each.getValue().asText()));
                reader.add(
                        labels,
                        metadata,
                        millis(value.get(0).asText()),
                        value.get(1).asText().getBytes(StandardCharsets.UTF_8));
            }
        }
        return reader.lines;
    }

    static List<PushedLine> protobuf(byte[] compressed, LogPushConfig config) throws PushRefusedException {
        LokiReader reader = new LokiReader(config);
        try {
            // The length is checked before anything is allocated for it.
            if (Snappy.uncompressedLength(compressed) > config.bodyBytes()) {
                throw new PushRefusedException(
                        Reason.TOO_LARGE, "the request is larger than " + config.bodyBytes() + " bytes");
            }
            Wire request = new Wire(Snappy.uncompress(compressed));
            while (request.next()) {
                if (request.part() == 1) {
                    reader.stream(request.message());
                } else {
                    request.skip();
                }
            }
        } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
            throw malformed("the body is no PushRequest under Snappy: it is cut or damaged");
        }
        return reader.lines;
    }

    private void stream(Wire stream) throws PushRefusedException {
        Map<String, String> labels = new HashMap<>();
        List<Wire> entries = new ArrayList<>();
        while (stream.next()) {
            if (stream.part() == 1) {
                labels.putAll(LokiLabels.parse(stream.text()));
            } else if (stream.part() == 2) {
                entries.add(stream.message());
            } else {
                stream.skip();
            }
        }
        for (Wire entry : entries) {
            entry(entry, labels);
        }
    }

    private void entry(Wire entry, Map<String, String> labels) throws PushRefusedException {
        long millis = PushedLine.NO_TIME;
        byte[] text = new byte[0];
        Map<String, String> metadata = new HashMap<>();
        while (entry.next()) {
            switch (entry.part()) {
                case 1 -> millis = timestamp(entry.message());
                case 2 -> text = entry.bytes();
                case 3 -> pair(entry.message(), metadata);
                default -> entry.skip();
            }
        }
        add(labels, metadata, millis, text);
    }

    private static long timestamp(Wire timestamp) {
        long seconds = 0;
        long nanos = 0;
        while (timestamp.next()) {
            if (timestamp.number() == 1) {
                seconds = timestamp.value();
            } else if (timestamp.number() == 2) {
                nanos = timestamp.value();
            } else {
                timestamp.skip();
            }
        }
        return Math.addExact(Math.multiplyExact(seconds, 1_000), nanos / 1_000_000);
    }

    private static void pair(Wire pair, Map<String, String> into) {
        String name = "";
        String value = "";
        while (pair.next()) {
            switch (pair.part()) {
                case 1 -> name = pair.text();
                case 2 -> value = pair.text();
                default -> pair.skip();
            }
        }
        into.put(name, value);
    }

    private void add(Map<String, String> labels, Map<String, String> metadata, long millis, byte[] text)
            throws PushRefusedException {
        if (lines.size() >= config.lineLimit()) {
            throw new PushRefusedException(Reason.TOO_LARGE, "more than " + config.lineLimit() + " lines in one push");
        }
        Map<String, String> all = labels;
        if (!metadata.isEmpty()) {
            all = new HashMap<>(metadata);
            all.putAll(labels);
        }
        String level = all.getOrDefault("level", all.getOrDefault("detected_level", all.get("severity")));
        lines.add(new PushedLine(PushedOrigin.of(all), millis, PushedStreams.level(level), text));
    }

    private static long millis(String nanos) throws PushRefusedException {
        try {
            return Long.parseLong(nanos) / 1_000_000;
        } catch (NumberFormatException e) {
            throw malformed("a time is no number of nanoseconds");
        }
    }

    private static PushRefusedException malformed(String why) {
        return new PushRefusedException(Reason.MALFORMED, why);
    }
}
