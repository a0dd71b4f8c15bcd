package io.weir.rules.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import io.weir.rules.promql.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads values out of a tree of JSON, or of YAML whose values are all texts. A fault is noted with its place and reading goes on, so that one run
 * finds all of them; what is missing or null is left to the default.
 */
class TreeReader {
    static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final List<RoutingFault> faults;

    TreeReader(List<RoutingFault> faults) {
        this.faults = faults;
    }

    final List<RoutingFault> faults() {
        return faults;
    }

    final void fault(String place, String message) {
        faults.add(new RoutingFault(place, message));
    }

    static boolean isNothing(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode();
    }

    static String at(String place, String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    /** Whether a node has keys and values; notes a fault for one that has not, and for keys nobody knows. */
    final boolean isObject(JsonNode node, String place, Set<String> known) {
        if (!node.isObject()) {
            fault(place, "must hold keys and values, such as " + new TreeSet<>(known).first() + ": ...");
            return false;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(
                        at(place, name),
                        "unknown key \"" + name + "\"; known here: " + String.join(", ", new TreeSet<>(known)));
            }
        });
        return true;
    }

    final @Nullable String text(JsonNode parent, String key, String place) {
        JsonNode node = parent.get(key);
        if (node == null || isNothing(node)) {
            return null;
        }
        if (!node.isValueNode()) {
            fault(at(place, key), "must be a single value");
            return null;
        }
        return node.asText();
    }

    final String textOr(JsonNode parent, String key, String place, String otherwise) {
        String text = text(parent, key, place);
        return text == null ? otherwise : text;
    }

    final @Nullable Duration duration(JsonNode parent, String key, String place) {
        String text = text(parent, key, place);
        if (text == null) {
            return null;
        }
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            fault(at(place, key), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A truth as YAML 1.1 writes it. */
    final boolean bool(JsonNode parent, String key, String place, boolean otherwise) {
        String text = text(parent, key, place);
        if (text == null) {
            return otherwise;
        }
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "y":
                return true;
            case "false", "no", "off", "n":
                return false;
            default:
                fault(at(place, key), "\"" + text + "\" is neither true nor false; write one of them");
                return otherwise;
        }
    }

    final List<String> texts(JsonNode parent, String key, String place) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(parent, key, place)) {
            if (item.isValueNode()) {
                texts.add(item.isNull() ? "" : item.asText());
            } else {
                fault(at(place, key) + "[" + texts.size() + "]", "must be a single value");
                texts.add("");
            }
        }
        return texts;
    }

    final List<JsonNode> items(JsonNode parent, String key, String place) {
        JsonNode node = parent.get(key);
        if (node == null || isNothing(node)) {
            return List.of();
        }
        if (!node.isArray()) {
            fault(at(place, key), "must be a list; write [...], or one line with a dash for each");
            return List.of();
        }
        List<JsonNode> items = new ArrayList<>();
        node.forEach(items::add);
        return items;
    }

    /** Texts by label names. */
    final Map<String, String> labels(JsonNode parent, String key, String place) {
        Map<String, String> labels = new LinkedHashMap<>();
        JsonNode node = parent.get(key);
        if (node == null || isNothing(node)) {
            return labels;
        }
        if (!node.isObject()) {
            fault(at(place, key), "must hold labels and values, such as severity: critical");
            return labels;
        }
        node.properties().forEach(entry -> {
            String where = at(at(place, key), entry.getKey());
            if (!LABEL_NAME.matches(entry.getKey())) {
                fault(where, "\"" + entry.getKey() + "\" is no label name; write letters, digits and _");
            } else if (!entry.getValue().isValueNode()) {
                fault(where, "must be a single value");
            } else {
                labels.put(
                        entry.getKey(),
                        entry.getValue().isNull() ? "" : entry.getValue().asText());
            }
        });
        return labels;
    }
}
