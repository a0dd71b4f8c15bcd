package io.weir.rules.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of active events beyond what rules know: what people made of them, and what was last remembered of
 * them. The journal's lock guards it.
 */
final class EventMemory {
    private record Known(Handling handling, String summary, boolean flapping) {
        static Known of(Event event) {
            return new Known(event.handling(), event.summary(), event.flapping());
        }
    }

    private final Map<String, Known> known = new HashMap<>();

    EventMemory(List<Event> active) {
        active.forEach(event -> known.put(event.id(), Known.of(event)));
    }

    /** False for a repetition of an event that has just been resolved. */
    boolean isTimely(EventChange change) {
        return change.kind() != EventChange.Kind.REPEATED
                || known.containsKey(change.event().id());
    }

    /** The change with what people made of its event: a rule does not know of that. */
    EventChange complete(EventChange change) {
        Known before = known.get(change.event().id());
        return before == null || change.kind() == EventChange.Kind.HANDLED
                ? change
                : new EventChange(change.event().handled(before.handling), change.kind());
    }

    /** What is to be remembered of a rule's change, if anything. */
    Optional<EventHistory> history(EventChange change, Instant now) {
        Event event = change.event();
        Known before = known.get(event.id());
        EventHistory.Kind kind =
                switch (change.kind()) {
                    case FIRED -> EventHistory.Kind.FIRED;
                    case RESOLVED -> EventHistory.Kind.RESOLVED;
                    case UPDATED -> updated(before, event);
                    case PENDING, DROPPED, HANDLED, REPEATED -> null;
                };
        if (kind == null) {
            return Optional.empty();
        }
        String because = event.resolvedBecause();
        String text = kind == EventHistory.Kind.RESOLVED && because != null ? because : event.summary();
        return Optional.of(new EventHistory(event.id(), at(kind, event, now), kind, "", text));
    }

    private static EventHistory.@Nullable Kind updated(@Nullable Known before, Event event) {
        if (event.flapping() && (before == null || !before.flapping)) {
            return EventHistory.Kind.FLAPPING;
        }
        return before != null && before.summary.equals(event.summary()) ? null : EventHistory.Kind.UPDATED;
    }

    private static Instant at(EventHistory.Kind kind, Event event, Instant now) {
        Instant at =
                switch (kind) {
                    case FIRED -> event.firedAt();
                    case RESOLVED -> event.resolvedAt();
                    default -> now;
                };
        return at == null ? now : at;
    }

    /** These changes are stored. */
    void stored(List<EventChange> changes) {
        for (EventChange change : changes) {
            Event event = change.event();
            if (change.kind() == EventChange.Kind.REPEATED) {
                continue;
            }
            if (event.state() == EventState.RESOLVED || change.kind() == EventChange.Kind.DROPPED) {
                known.remove(event.id());
            } else {
                known.put(event.id(), Known.of(event));
            }
        }
    }
}
