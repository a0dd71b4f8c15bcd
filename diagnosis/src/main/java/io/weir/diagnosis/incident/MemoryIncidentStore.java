package io.weir.diagnosis.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Incidents in memory, for tests. */
public final class MemoryIncidentStore implements IncidentStore {
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, Map<String, TimelineEntry>> timelines = new LinkedHashMap<>();

    @Override
    public synchronized void save(Incident incident) {
        incidents.put(incident.id(), incident);
    }

    @Override
    public synchronized Optional<Incident> find(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    @Override
    public synchronized Optional<Incident> ofEvent(String eventId) {
        return incidents.values().stream()
                .filter(incident -> incident.state() != IncidentState.MERGED && incident.has(eventId))
                .findFirst();
    }

    @Override
    public synchronized List<Incident> openOrClosedSince(Instant moment) {
        return incidents.values().stream()
                .filter(incident -> incident.isOpen() || isClosedSince(incident, moment))
                .sorted(Comparator.comparing(Incident::since).thenComparing(Incident::id))
                .toList();
    }

    private static boolean isClosedSince(Incident incident, Instant moment) {
        Instant closedAt = incident.closedAt();
        return incident.state() == IncidentState.CLOSED && closedAt != null && !closedAt.isBefore(moment);
    }

    @Override
    public synchronized IncidentQuery.Page page(IncidentQuery query) {
        IncidentCursor after = IncidentCursor.parse(query.cursor());
        List<Incident> found = incidents.values().stream()
                .filter(incident -> matches(incident, query))
                .sorted(Comparator.comparing(Incident::since)
                        .thenComparing(Incident::id)
                        .reversed())
                .filter(incident -> after == null || after.isBefore(incident))
                .limit(query.limit() + 1L)
                .toList();
        return IncidentCursor.page(found, query.limit());
    }

    private static boolean matches(Incident incident, IncidentQuery query) {
        Instant end = incident.closedAt();
        return incident.state() != IncidentState.MERGED
                && (query.state() == null || incident.state() == query.state())
                && (query.from() == null || end == null || !end.isBefore(query.from()))
                && (query.to() == null || incident.since().isBefore(query.to()))
                && (query.cluster() == null || incident.clusters().contains(query.cluster()))
                && (query.jobId() == null
                        || incident.members().stream()
                                .anyMatch(member -> query.jobId().equals(member.jobId())))
                && says(incident, query.text());
    }

    private static boolean says(Incident incident, @Nullable String text) {
        return text == null || SqlIncidentStore.words(incident).contains(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public synchronized int add(String incidentId, List<TimelineEntry> entries) {
        Map<String, TimelineEntry> timeline = timelines.computeIfAbsent(incidentId, id -> new LinkedHashMap<>());
        int refused = 0;
        for (TimelineEntry entry : entries) {
            if (timeline.size() >= MOST_ENTRIES && !timeline.containsKey(entry.key())) {
                refused++;
            } else {
                timeline.putIfAbsent(entry.key(), entry);
            }
        }
        return refused;
    }

    @Override
    public synchronized List<TimelineEntry> timeline(String incidentId) {
        List<TimelineEntry> entries =
                new ArrayList<>(timelines.getOrDefault(incidentId, Map.of()).values());
        entries.sort(Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::key));
        return List.copyOf(entries);
    }

    @Override
    public synchronized void moveEntries(String from, String to) {
        Map<String, TimelineEntry> moved = timelines.remove(from);
        if (moved != null) {
            add(to, List.copyOf(moved.values()));
        }
    }

    @Override
    public synchronized int prune(Instant before, int most) {
        List<Incident> gone = new ArrayList<>();
        List<Incident> closed = incidents.values().stream()
                .filter(incident -> !incident.isOpen())
                .sorted(Comparator.comparing(Incident::since).thenComparing(Incident::id))
                .toList();
        int tooMany = incidents.size() - most;
        for (Incident incident : closed) {
            Instant closedAt = incident.closedAt();
            if (gone.size() < tooMany || closedAt != null && closedAt.isBefore(before)) {
                gone.add(incident);
            }
        }
        for (Incident incident : gone) {
            incidents.remove(incident.id());
            timelines.remove(incident.id());
        }
        return gone.size();
    }
}
