package io.weir.rules.notify.text;

import io.weir.rules.event.Event;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The annotations that receivers made for Alertmanager look for: an event's own, its summary, and why it ended. */
public final class Annotations {
    private Annotations() {}

    /** Sorted by name. */
    public static Map<String, String> of(Event event) {
        Map<String, String> annotations = new TreeMap<>(event.annotations());
        annotations.put("summary", event.summary());
        if (event.resolvedBecause() != null) {
            annotations.put("resolved_because", event.resolvedBecause());
        }
        return annotations;
    }

    /** Those that all of the events have with the same values. */
    public static Map<String, String> common(List<Event> events) {
        Map<String, String> common = of(events.get(0));
        for (Event event : events.subList(1, events.size())) {
            common.entrySet().retainAll(of(event).entrySet());
        }
        return common;
    }
}
