package io.weir.rules.maintenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.RoutingFault;
import io.weir.rules.route.RoutingReader;
import io.weir.rules.route.RoutingText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows as the store keeps them. */
final class MaintenanceJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MaintenanceJson() {}

    static String write(Maintenance maintenance) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", maintenance.name());
        ArrayNode matchers = node.putArray("matchers");
        maintenance.matchers().texts().forEach(matchers::add);
        put(node, "startsAt", maintenance.startsAt());
        put(node, "endsAt", maintenance.endsAt());
        node.set("times", RoutingText.times(maintenance.times()));
        node.put("comment", maintenance.comment());
        return node.toString();
    }

    private static void put(ObjectNode node, String key, @Nullable Instant at) {
        if (at != null) {
            node.put(key, at.toString());
        }
    }

    static Maintenance read(String text) throws JsonProcessingException {
        JsonNode node = JSON.readTree(text);
        List<String> matchers = new ArrayList<>();
        node.path("matchers").forEach(matcher -> matchers.add(matcher.asText()));
        List<RoutingFault> faults = new ArrayList<>();
        return new Maintenance(
                node.path("name").asText(),
                Matchers.parse(matchers),
                at(node, "startsAt"),
                at(node, "endsAt"),
                new RoutingReader(faults).times(node.path("times"), "times"),
                node.path("comment").asText());
    }

    private static @Nullable Instant at(JsonNode node, String key) {
        return node.hasNonNull(key) ? Instant.parse(node.path(key).asText()) : null;
    }
}
