package io.weir.rules.notify;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each destination was told of each event that is not done with: what Alertmanager's notification log is, but by event, so that a changed
 * route tells nobody twice. The decision store has the same on disk. The dispatcher's lock guards it.
 */
final class Tellings {
    /**
     * What one destination knows of one event.
     *
     * @param firing it was told that the event fires
     * @param failed what it was last told did not arrive
     * @param resolved it was told that the event is over, or never will be
     * @param firstAt when it was first told
     * @param lastAt when it was last told that the event fires
     */
    record Told(boolean firing, boolean failed, boolean resolved, Instant firstAt, Instant lastAt) {}

    private final Map<String, Map<String, Told>> byEvent = new HashMap<>();

    @Nullable
    Told of(String eventId, String destination) {
        Map<String, Told> told = byEvent.get(eventId);
        return told == null ? null : told.get(destination);
    }

    /** Whether a destination believes that an event fires. */
    boolean believesFiring(String eventId, String destination) {
        Told told = of(eventId, destination);
        return told != null && told.firing && !told.failed && !told.resolved;
    }

    /** The destinations that believe that an event fires. */
    List<String> believers(String eventId) {
        Map<String, Told> told = byEvent.get(eventId);
        return told == null
                ? List.of()
                : told.keySet().stream()
                        .filter(destination -> believesFiring(eventId, destination))
                        .toList();
    }

    /** The events of which anybody was told. */
    List<String> events() {
        return List.copyOf(byEvent.keySet());
    }

    /** When anybody was first told of an event. */
    @Nullable
    Instant firstTold(String eventId) {
        return byEvent.getOrDefault(eventId, Map.of()).values().stream()
                .filter(told -> told.firing)
                .map(Told::firstAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    void firing(String eventId, String destination, Instant at) {
        Told before = of(eventId, destination);
        put(
                eventId,
                destination,
                before == null
                        ? new Told(true, false, false, at, at)
                        : new Told(true, false, before.resolved, before.firstAt, at));
    }

    void resolved(String eventId, String destination, Instant at) {
        Told before = of(eventId, destination);
        put(
                eventId,
                destination,
                before == null
                        ? new Told(false, false, true, at, at)
                        : new Told(before.firing, before.failed, true, before.firstAt, before.lastAt));
    }

    /** Nearly every event has one destination, and a storm has many events: for one, a map that cannot change takes a fifth of the memory. */
    private void put(String eventId, String destination, Told told) {
        Map<String, Told> others = byEvent.get(eventId);
        if (others == null || others.size() == 1 && others.containsKey(destination)) {
            byEvent.put(eventId, Map.of(destination, told));
            return;
        }
        Map<String, Told> all = new HashMap<>(others);
        all.put(destination, told);
        byEvent.put(eventId, all);
    }

    /** What was told did not arrive. */
    void failed(String eventId, String destination) {
        Told before = of(eventId, destination);
        if (before != null) {
            put(eventId, destination, new Told(before.firing, true, before.resolved, before.firstAt, before.lastAt));
        }
    }

    /** What was told was taken back before it was sent. */
    void withdrawn(String eventId, String destination) {
        Map<String, Told> told = byEvent.get(eventId);
        if (told != null) {
            Map<String, Told> rest = new HashMap<>(told);
            rest.remove(destination);
            byEvent.put(eventId, rest);
        }
    }

    /** Nothing more is to be told of an event. */
    void forget(String eventId) {
        byEvent.remove(eventId);
    }

    /** Starts from what was decided before. */
    void load(List<Decision> decisions) {
        byEvent.clear();
        decisions.stream()
                .sorted(Comparator.comparing(Decision::lastAt).thenComparing(Decision::reason))
                .forEach(this::apply);
    }

    private void apply(Decision decision) {
        String eventId = decision.eventId();
        String destination = decision.destination();
        switch (decision.reason()) {
            case TOLD_FIRING, TOLD_AGAIN -> {
                Told before = of(eventId, destination);
                firing(eventId, destination, decision.firstAt());
                if (before == null || decision.lastAt().isAfter(decision.firstAt())) {
                    firing(eventId, destination, decision.lastAt());
                }
            }
            case TOLD_RESOLVED, END_UNWANTED -> resolved(eventId, destination, decision.lastAt());
            case NOT_DELIVERED -> failed(eventId, destination);
            case WITHDRAWN -> withdrawn(eventId, destination);
            default -> {
                // Why nobody was told changes nothing of what they know.
            }
        }
    }
}
