package io.weir.rules.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Handling;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as the outbox keeps them: compact JSON, written without a tree because a storm writes many. */
final class MessageJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = JSON.getFactory();

    private MessageJson() {}

    static String write(Message message) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("id", message.id());
            json.writeStringField("receiver", message.receiver());
            json.writeStringField("groupKey", message.groupKey());
            strings(json, "groupLabels", message.groupLabels());
            json.writeArrayFieldStart("events");
            for (Event event : message.events()) {
                write(json, event);
            }
            json.writeEndArray();
            json.writeNumberField("omitted", message.omitted());
            Text note = message.note();
            if (note != null) {
                json.writeObjectFieldStart("note");
                json.writeStringField("en", note.en());
                json.writeStringField("zh", note.zh());
                json.writeEndObject();
            }
            json.writeStringField("externalUrl", message.externalUrl().toString());
            json.writeObjectFieldStart("links");
            for (Map.Entry<String, URI> link : message.links().entrySet()) {
                json.writeStringField(link.getKey(), link.getValue().toString());
            }
            json.writeEndObject();
            json.writeEndObject();
            json.flush();
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a message always has a JSON form", e);
        }
    }

    private static void write(JsonGenerator json, Event event) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", event.id());
        json.writeStringField("fingerprint", event.fingerprint());
        json.writeStringField("rule", event.rule());
        json.writeStringField("severity", event.severity().name());
        json.writeStringField("state", event.state().name());
        Subject subject = event.subject();
        json.writeStringField("cluster", subject.cluster());
        text(json, "jobId", subject.jobId());
        text(json, "jobName", subject.jobName());
        text(json, "process", subject.process());
        text(json, "vertexId", subject.vertexId());
        text(json, "vertexName", subject.vertexName());
        json.writeStringField("summary", event.summary());
        strings(json, "labels", event.labels());
        strings(json, "annotations", event.annotations());
        if (!Double.isNaN(event.value())) {
            json.writeStringField("value", Double.toString(event.value()));
        }
        time(json, "startsAt", event.startsAt());
        time(json, "firedAt", event.firedAt());
        time(json, "resolvedAt", event.resolvedAt());
        text(json, "resolvedBecause", event.resolvedBecause());
        if (event.flapping()) {
            json.writeBooleanField("flapping", true);
        }
        Handling.Acknowledgement acknowledgement = event.handling().acknowledgement();
        if (acknowledgement != null) {
            json.writeStringField("acknowledgedBy", acknowledgement.by());
            time(json, "acknowledgedAt", acknowledgement.at());
            json.writeStringField("note", acknowledgement.note());
        }
        Handling.Assignment assignment = event.handling().assignment();
        if (assignment != null) {
            json.writeStringField("assignee", assignment.assignee());
            json.writeStringField("assignedBy", assignment.by());
            time(json, "assignedAt", assignment.at());
        }
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : map.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant at) throws IOException {
        if (at != null) {
            json.writeNumberField(name, at.toEpochMilli());
        }
    }

    static Message read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            List<Event> events = new ArrayList<>();
            json.path("events").forEach(event -> events.add(event(event)));
            Map<String, URI> links = new HashMap<>();
            strings(json.path("links")).forEach((name, url) -> links.put(name, URI.create(url)));
            return new Message(
                    json.path("id").asText(),
                    json.path("receiver").asText(),
                    json.path("groupKey").asText(),
                    strings(json.path("groupLabels")),
                    events,
                    json.path("omitted").asInt(),
                    note(json.path("note")),
                    URI.create(json.path("externalUrl").asText()),
                    links);
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox holds no message: " + text, e);
        }
    }

    /** Older versions wrote English only. */
    private static @Nullable Text note(JsonNode json) {
        if (json.isTextual()) {
            return new Text(json.asText(), json.asText());
        }
        return json.isObject()
                ? new Text(json.path("en").asText(), json.path("zh").asText())
                : null;
    }

    private static Event event(JsonNode json) {
        String value = text(json, "value");
        Event event = new Event(
                json.path("id").asText(),
                json.path("fingerprint").asText(),
                json.path("rule").asText(),
                Severity.valueOf(json.path("severity").asText()),
                EventState.valueOf(json.path("state").asText()),
                new Subject(
                        json.path("cluster").asText(),
                        text(json, "jobId"),
                        text(json, "jobName"),
                        text(json, "process"),
                        text(json, "vertexId"),
                        text(json, "vertexName")),
                json.path("summary").asText(),
                strings(json.path("labels")),
                strings(json.path("annotations")),
                value == null ? Double.NaN : Double.parseDouble(value),
                Instant.ofEpochMilli(json.path("startsAt").asLong()),
                time(json, "firedAt"),
                time(json, "resolvedAt"),
                text(json, "resolvedBecause"));
        return event.flapping(json.path("flapping").asBoolean()).handled(handling(json));
    }

    private static Handling handling(JsonNode json) {
        Instant acknowledgedAt = time(json, "acknowledgedAt");
        Instant assignedAt = time(json, "assignedAt");
        return new Handling(
                acknowledgedAt == null
                        ? null
                        : new Handling.Acknowledgement(
                                json.path("acknowledgedBy").asText(),
                                acknowledgedAt,
                                json.path("note").asText()),
                assignedAt == null
                        ? null
                        : new Handling.Assignment(
                                json.path("assignee").asText(),
                                json.path("assignedBy").asText(),
                                assignedAt));
    }

    private static Map<String, String> strings(JsonNode json) {
        Map<String, String> map = new HashMap<>();
        json.properties()
                .forEach(field -> map.put(field.getKey(), field.getValue().asText()));
        return map;
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.path(name).asText() : null;
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        return json.hasNonNull(name) ? Instant.ofEpochMilli(json.path(name).asLong()) : null;
    }
}
