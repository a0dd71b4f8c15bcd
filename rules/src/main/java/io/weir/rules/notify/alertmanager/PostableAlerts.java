package io.weir.rules.notify.alertmanager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.weir.rules.event.Event;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.text.Annotations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The body of {@code POST /api/v2/alerts}: a list of {@code postableAlert}. */
final class PostableAlerts {
    private static final JsonFactory JSON = new JsonFactory();

    private PostableAlerts() {}

    /**
     * @param until when Alertmanager may take an event for over that goes on and is not told again
     */
    static byte[] of(Message message, Instant until) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(2048);
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Event event : message.events()) {
                Instant end = event.resolvedAt();
                json.writeStartObject();
                strings(json, "labels", event.labels());
                strings(json, "annotations", Annotations.of(event));
                json.writeStringField("startsAt", event.startsAt().toString());
                json.writeStringField("endsAt", (end == null ? until : end).toString());
                json.writeStringField("generatorURL", message.externalUrl() + "/events/" + event.id());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    /** Alertmanager refuses a label without a value, and takes its absence for the same. */
    private static void strings(JsonGenerator json, String name, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
            if (!entry.getValue().isEmpty()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
        }
        json.writeEndObject();
    }
}
