package io.weir.rules.notify.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.weir.rules.event.Event;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.text.Annotations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body that Alertmanager posts to webhooks, so that receivers made for it take ours. Format: <a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook_config</a>, version 4.
 */
public final class AlertmanagerPayload {
    private static final JsonFactory JSON = new JsonFactory();

    /** What Alertmanager writes for the end of an alert that has not ended. */
    private static final String NO_END = "0001-01-01T00:00:00Z";

    private AlertmanagerPayload() {}

    /**
     * @param maxAlerts the most events it tells of, 0 for all; the rest is counted as {@code truncatedAlerts}
     */
    public static byte[] of(Message message, int maxAlerts) {
        List<Event> events = message.events();
        List<Event> told = maxAlerts > 0 && events.size() > maxAlerts ? events.subList(0, maxAlerts) : events;
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(2048);
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", "4");
            json.writeStringField("groupKey", message.groupKey());
            json.writeNumberField("truncatedAlerts", message.omitted() + events.size() - told.size());
            json.writeStringField("status", message.firing() ? "firing" : "resolved");
            json.writeStringField("receiver", message.receiver());
            strings(json, "groupLabels", message.groupLabels());
            strings(json, "commonLabels", message.commonLabels());
            strings(json, "commonAnnotations", Annotations.common(events));
            json.writeStringField("externalURL", message.externalUrl().toString());
            json.writeArrayFieldStart("alerts");
            for (Event event : told) {
                alert(json, event, message);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    private static void alert(JsonGenerator json, Event event, Message message) throws IOException {
        Instant end = event.resolvedAt();
        json.writeStartObject();
        json.writeStringField("status", end == null ? "firing" : "resolved");
        strings(json, "labels", event.labels());
        strings(json, "annotations", Annotations.of(event));
        json.writeStringField("startsAt", event.startsAt().toString());
        json.writeStringField("endsAt", end == null ? NO_END : end.toString());
        json.writeStringField("generatorURL", message.externalUrl() + "/events/" + event.id());
        json.writeStringField("fingerprint", event.fingerprint());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
