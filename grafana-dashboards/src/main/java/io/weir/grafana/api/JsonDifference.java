package io.weir.grafana.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What differs between two JSON trees, a line each, such as {@code /panels/3/title: "CPU" -> "CPU time"}. */
final class JsonDifference {
    private static final int MAX_VALUE = 80;

    private final List<String> lines = new ArrayList<>();

    private JsonDifference() {}

    static List<String> between(JsonNode before, JsonNode after) {
        JsonDifference difference = new JsonDifference();
        difference.compare("", before, after);
        return List.copyOf(difference.lines);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> names = new TreeSet<>();
            for (Iterator<String> all = before.fieldNames(); all.hasNext(); ) {
                names.add(all.next());
            }
            for (Iterator<String> all = after.fieldNames(); all.hasNext(); ) {
                names.add(all.next());
            }
            for (String name : names) {
                compare(path + "/" + name, before.path(name), after.path(name));
            }
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(path + "/" + i, before.path(i), after.path(i));
            }
        } else if (!isSameNumber(before, after)) {
            lines.add(path + ": " + text(before) + " -> " + text(after));
        }
    }

    private static boolean isSameNumber(JsonNode before, JsonNode after) {
        return before.isNumber() && after.isNumber() && before.doubleValue() == after.doubleValue();
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode()) {
            return "(absent)";
        }
        String text = node.toString();
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "...";
    }
}
