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

    static String of(Event event, String receiver, URI externalUrl) {
        String status = event.resolvedAt() == null ? "firing" : "resolved";
        ObjectNode body = JSON.createObjectNode();
        body.put("version", "4");
        body.put("groupKey", groupKey(event));
        body.put("truncatedAlerts", 0);
        body.put("status", status);
        body.put("receiver", receiver);
        body.set("groupLabels", strings(groupLabels(event)));
        body.set("commonLabels", strings(event.labels()));
        body.set("commonAnnotations", strings(annotations(event)));
        body.put("externalURL", base(externalUrl));
        ArrayNode alerts = body.putArray("alerts");
        ObjectNode alert = alerts.addObject();
        alert.put("status", status);
        alert.set("labels", strings(event.labels()));
        alert.set("annotations", strings(annotations(event)));
        Instant end = event.resolvedAt();
        alert.put("startsAt", event.startsAt().toString());
        alert.put("endsAt", end == null ? NO_END : end.toString());
        alert.put("generatorURL", base(externalUrl) + "/events/" + event.id());
        alert.put("fingerprint", event.fingerprint());
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings always has a JSON form", e);
        }
    }

    /** Names the group in Alertmanager's style. */
    static String groupKey(Event event) {
        StringBuilder key = new StringBuilder("{}:{");
        groupLabels(event).forEach((name, value) -> {
            if (key.charAt(key.length() - 1) != '{') {
                key.append(", ");
            }
            key.append(name)
                    .append("=\"")
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        });
        return key.append('}').toString();
    }

    /** Until routes group events, each subject of a rule is a group of its own: its labels without the severity. */
    private static Map<String, String> groupLabels(Event event) {
        Map<String, String> labels = new TreeMap<>(event.labels());
        labels.remove("severity");
        return labels;
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
