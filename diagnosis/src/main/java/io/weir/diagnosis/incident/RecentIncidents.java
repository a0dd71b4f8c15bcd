package io.weir.diagnosis.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another store, in front of which the incidents that are still asked about are kept in memory: the open ones and those closed lately.
 * Every event and every second asks for them, and reading them from their text each time costs more than all else that is done
 * with them. Whatever is written goes to the other store first. The only writer of that store. Thread-safe.
 */
final class RecentIncidents implements IncidentStore {
    private static final Comparator<TimelineEntry> IN_TIME =
            Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::key);

    private final IncidentStore store;
    private final Duration kept;
    private final Clock clock;
    private final Map<String, Incident> incidents = new HashMap<>();
    private final Map<String, String> byEvent = new HashMap<>();

    /** Read when they are first asked for. */
    private final Map<String, Map<String, TimelineEntry>> faults = new HashMap<>();

    /**
     * Reads what is open or was closed lately.
     *
     * @param kept how long a closed incident is kept in memory
     */
    RecentIncidents(IncidentStore store, Duration kept, Clock clock) {
        this.store = store;
        this.kept = kept;
        this.clock = clock;
        store.openOrClosedSince(clock.instant().minus(kept)).forEach(this::keep);
    }

    private void keep(Incident incident) {
        Incident before = incidents.put(incident.id(), incident);
        if (before == null || !before.members().equals(incident.members())) {
            incident.members().forEach(member -> byEvent.put(member.eventId(), incident.id()));
        }
    }

    private void forget(Incident incident) {
        incidents.remove(incident.id());
        faults.remove(incident.id());
        incident.members().forEach(member -> byEvent.remove(member.eventId(), incident.id()));
    }

    private static boolean isOver(Incident incident, Instant since) {
        Instant closedAt = incident.closedAt();
        return !incident.isOpen() && (closedAt == null || closedAt.isBefore(since));
    }

    @Override
    public synchronized void save(Incident incident) {
        store.save(incident);
        Incident before = incidents.get(incident.id());
        if (incident.state() != IncidentState.MERGED) {
            keep(incident);
        } else if (before != null) {
            forget(before);
        }
    }

    @Override
    public synchronized Optional<Incident> find(String id) {
        Incident known = incidents.get(id);
        return known == null ? store.find(id) : Optional.of(known);
    }

    @Override
    public synchronized Optional<Incident> ofEvent(String eventId) {
        String id = byEvent.get(eventId);
        return id == null ? store.ofEvent(eventId) : find(id);
    }

    @Override
    public synchronized List<Incident> openOrClosedSince(Instant moment) {
        Instant oldest = clock.instant().minus(kept);
        if (moment.isBefore(oldest)) {
            return store.openOrClosedSince(moment);
        }
        List<Incident> over = incidents.values().stream()
                .filter(incident -> isOver(incident, oldest))
                .toList();
        over.forEach(this::forget);
        return incidents.values().stream()
                .filter(incident -> !isOver(incident, moment))
                .sorted(Comparator.comparing(Incident::since).thenComparing(Incident::id))
                .toList();
    }

    @Override
    public IncidentQuery.Page page(IncidentQuery query) {
        return store.page(query);
    }

    @Override
    public synchronized int add(String incidentId, List<TimelineEntry> entries) {
        int refused = store.add(incidentId, entries);
        Map<String, TimelineEntry> known = faults.get(incidentId);
        if (known != null && refused > 0) {
            // Which ones were refused is not told.
            faults.remove(incidentId);
        } else if (known != null) {
            entries.stream().filter(TimelineEntry::fault).forEach(entry -> known.putIfAbsent(entry.key(), entry));
        }
        return refused;
    }

    @Override
    public List<TimelineEntry> timeline(String incidentId) {
        return store.timeline(incidentId);
    }

    @Override
    public synchronized List<TimelineEntry> faults(String incidentId) {
        Map<String, TimelineEntry> known = faults.get(incidentId);
        if (known == null) {
            known = new HashMap<>();
            for (TimelineEntry entry : store.faults(incidentId)) {
                known.put(entry.key(), entry);
            }
            if (incidents.containsKey(incidentId)) {
                faults.put(incidentId, known);
            }
        }
        List<TimelineEntry> sorted = new ArrayList<>(known.values());
        sorted.sort(IN_TIME);
        return List.copyOf(sorted);
    }

    @Override
    public synchronized void moveEntries(String from, String to) {
        store.moveEntries(from, to);
        faults.remove(from);
        faults.remove(to);
    }

    @Override
    public synchronized int prune(Instant before, int most) {
        int gone = store.prune(before, most);
        if (gone > 0) {
            List<Incident> pruned = incidents.values().stream()
                    .filter(incident ->
                            !incident.isOpen() && store.find(incident.id()).isEmpty())
                    .toList();
            pruned.forEach(this::forget);
        }
        return gone;
    }
}
