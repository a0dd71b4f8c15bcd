package io.weir.rules.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events in memory, for replay and tests. */
public final class MemoryEventStore implements EventStore {
    private static final Comparator<Event> NEWEST_FIRST =
            Comparator.comparing(Event::startsAt).thenComparing(Event::id).reversed();

    private final Map<String, Event> events = new HashMap<>();
    private final Map<String, List<EventHistory>> history = new HashMap<>();

    @Override
    public synchronized void save(Event event) {
        events.put(event.id(), event.truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public synchronized void delete(String id) {
        events.remove(id);
        history.remove(id);
    }

    @Override
    public synchronized Optional<Event> newest(String fingerprint) {
        return events.values().stream()
                .filter(event -> event.fingerprint().equals(fingerprint))
                .min(NEWEST_FIRST);
    }

    @Override
    public synchronized void remember(EventHistory change) {
        List<EventHistory> all = history.computeIfAbsent(change.eventId(), id -> new ArrayList<>());
        all.add(new EventHistory(
                change.eventId(),
                change.at().truncatedTo(ChronoUnit.MILLIS),
                change.kind(),
                change.by(),
                change.text()));
        List<EventHistory> updates = all.stream()
                .filter(each -> each.kind() == EventHistory.Kind.UPDATED)
                .toList();
        if (updates.size() > MOST_UPDATES) {
            all.remove(updates.get(0));
        }
    }

    @Override
    public synchronized List<EventHistory> history(String eventId) {
        return List.copyOf(history.getOrDefault(eventId, List.of()));
    }

    @Override
    public synchronized Optional<Event> find(String id) {
        return Optional.ofNullable(events.get(id));
    }

    @Override
    public synchronized List<Event> active() {
        return events.values().stream()
                .filter(event -> event.state() != EventState.RESOLVED)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    @Override
    public synchronized EventPage page(EventQuery query) {
        Cursor cursor = query.cursor() == null ? null : Cursor.parse(query.cursor());
        List<Event> found = events.values().stream()
                .filter(event -> matches(query, event))
                .filter(event -> cursor == null || cursor.isBefore(event))
                .sorted(NEWEST_FIRST)
                .limit(query.limit() + 1L)
                .toList();
        return EventPage.of(found, query.limit());
    }

    private static boolean matches(EventQuery query, Event event) {
        Instant end = event.resolvedAt();
        Handling.Assignment assignment = event.handling().assignment();
        return isOrAny(query.state(), event.state())
                && isOrAny(query.acknowledged(), event.handling().acknowledgement() != null)
                && isOrAny(query.assignee(), assignment == null ? null : assignment.assignee())
                && isOrAny(query.severity(), event.severity())
                && isOrAny(query.rule(), event.rule())
                && isOrAny(query.cluster(), event.subject().cluster())
                && isOrAny(query.jobId(), event.subject().jobId())
                && isOrAny(query.jobName(), event.subject().jobName())
                && (query.text() == null
                        || searchText(event).contains(query.text().toLowerCase(Locale.ROOT)))
                && (query.from() == null || end == null || !end.isBefore(query.from()))
                && (query.to() == null || !event.startsAt().isAfter(query.to()));
    }

    private static boolean isOrAny(@Nullable Object wanted, @Nullable Object value) {
        return wanted == null || Objects.equals(wanted, value);
    }

    /** What a query's text is looked for in, in lower case. */
    static String searchText(Event event) {
        return Stream.concat(
                        Stream.of(event.rule(), event.summary()),
                        event.labels().values().stream().sorted())
                .reduce((a, b) -> a + "\n" + b)
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized int deleteResolvedBefore(Instant before, int limit) {
        List<String> old = events.values().stream()
                .filter(event ->
                        event.resolvedAt() != null && event.resolvedAt().isBefore(before))
                .map(Event::id)
                .limit(limit)
                .toList();
        old.forEach(events::remove);
        old.forEach(history::remove);
        return old.size();
    }
}
