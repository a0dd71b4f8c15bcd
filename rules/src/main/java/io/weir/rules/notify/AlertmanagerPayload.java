package io.weir.rules.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.event.Event;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body that Alertmanager posts to webhooks, so that receivers made for it take ours. Format: <a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook_config</a>, version 4.
 */
final class AlertmanagerPayload {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What Alertmanager writes for the end of an alert that has not ended. */
    private static final String NO_END = "0001-01-01T00:00:00Z";

    private AlertmanagerPayload() {}

    static String of(Message message) {
        ObjectNode body = JSON.createObjectNode();
        body.put("version", "4");
        body.put("groupKey", message.groupKey());
        body.put("truncatedAlerts", message.omitted());
        body.put("status", message.firing() ? "firing" : "resolved");
        body.put("receiver", message.receiver());
        body.set("groupLabels", strings(message.groupLabels()));
        body.set("commonLabels", strings(message.commonLabels()));
        body.put("externalURL", base(message.externalUrl()));
        ArrayNode alerts = body.putArray("alerts");
        Map<String, String> common = new TreeMap<>(annotations(message.events().get(0)));
        for (Event event : message.events()) {
            common.entrySet().retainAll(annotations(event).entrySet());
            alerts.add(alert(event, message.externalUrl()));
        }
        body.set("commonAnnotations", strings(common));
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings always has a JSON form", e);
        }
    }

    private static ObjectNode alert(Event event, URI externalUrl) {
        ObjectNode alert = JSON.createObjectNode();
        Instant end = event.resolvedAt();
        alert.put("status", end == null ? "firing" : "resolved");
        alert.set("labels", strings(event.labels()));
        alert.set("annotations", strings(annotations(event)));
        alert.put("startsAt", event.startsAt().toString());
        alert.put("endsAt", end == null ? NO_END : end.toString());
        alert.put("generatorURL", base(externalUrl) + "/events/" + event.id());
        alert.put("fingerprint", event.fingerprint());
        return alert;
    }

    private static Map<String, String> annotations(Event event) {
        Map<String, String> annotations = new TreeMap<>(event.annotations());
        annotations.put("summary", event.summary());
        if (event.resolvedBecause() != null) {
            annotations.put("resolved_because", event.resolvedBecause());
        }
        return annotations;
    }

    private static ObjectNode strings(Map<String, String> map) {
        ObjectNode node = JSON.createObjectNode();
        new TreeMap<>(map).forEach(node::put);
        return node;
    }

    private static String base(URI externalUrl) {
        String text = externalUrl.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
