package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of a test. */
final class MemoryEvents implements EventLookup {
    private final Map<String, Event> all = new LinkedHashMap<>();

    synchronized void put(Event event) {
        all.put(event.id(), event);
    }

    @Override
    public synchronized List<Event> active() {
        return all.values().stream()
                .filter(event -> event.state() != EventState.RESOLVED)
                .toList();
    }

    @Override
    public synchronized Optional<Event> find(String id) {
        return Optional.ofNullable(all.get(id));
    }
}
