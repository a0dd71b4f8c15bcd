package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.route.Route;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The events of one route that are told together, as Alertmanager's aggregation group. The dispatcher's lock guards it. */
final class Group {
    /** One group for each route, those whom it tells, and what its events have in common. */
    record Id(String route, List<String> receivers, SortedMap<String, String> labels) {}

    final Id id;
    final String key;
    final Route route;
    final List<String> receivers;
    final SortedMap<String, String> labels;
    final long number;
    final Map<String, Event> events = new LinkedHashMap<>(2);

    private Map<String, Event> repetitions = Map.of();

    /** When it is looked at next. */
    Instant due = Instant.MAX;

    /** When it was last told of, or looked at for the first time; null before. */
    @Nullable
    Instant flushedAt;

    Group(Id id, Route route, List<String> receivers, SortedMap<String, String> labels, long number) {
        this.id = id;
        this.key = route.groupKey(labels);
        this.route = route;
        this.receivers = receivers;
        this.labels = labels;
        this.number = number;
    }

    /** This event, with its annotation that counts it, is to be told once more. */
    void repeat(Event event) {
        Map<String, Event> more = new HashMap<>(repetitions);
        more.put(event.id(), event);
        repetitions = more;
    }

    /** The events that are to be told once more. */
    Map<String, Event> repetitions() {
        return repetitions;
    }

    /** They were told once more. */
    void repeated() {
        repetitions = Map.of();
    }

    /** When something new in it may be told: after the wait the first time, an interval after the last time from then on. */
    Instant dueFor(Event event, Instant now) {
        if (flushedAt == null) {
            Instant waited = event.startsAt().plus(route.groupWait());
            Instant whole = now.plus(route.groupWait());
            // An event that began long ago, such as one from before a restart, has waited enough.
            return waited.isBefore(now) ? now : whole.isBefore(waited) ? whole : waited;
        }
        Instant due = flushedAt.plus(route.groupInterval());
        return due.isBefore(now) ? now : due;
    }
}
