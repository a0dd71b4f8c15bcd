package io.weir.diagnosis.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps incidents and their timelines. Times are kept to the millisecond. Implementations are thread-safe. */
public interface IncidentStore {
    /** Of one incident; more are refused. */
    int MOST_ENTRIES = 2_000;

    /** Writes an incident, new or changed. */
    void save(Incident incident);

    Optional<Incident> find(String id);

    /** The incident that an event is part of, not merged into another. */
    Optional<Incident> ofEvent(String eventId);

    /** All open ones, and those closed at or after a moment. */
    List<Incident> openOrClosedSince(Instant moment);

    /**
     * A page, the one that began last first.
     *
     * @throws IllegalArgumentException when the cursor is none that a page gave
     */
    IncidentQuery.Page page(IncidentQuery query);

    /** Adds to a timeline; an entry whose key is there already is left as it was. Returns how many were refused as too many. */
    int add(String incidentId, List<TimelineEntry> entries);

    /** In the order of their times. */
    List<TimelineEntry> timeline(String incidentId);

    /** The entries of things that went wrong, in the order of their times. */
    default List<TimelineEntry> faults(String incidentId) {
        return timeline(incidentId).stream().filter(TimelineEntry::fault).toList();
    }

    /** Gives the entries of one incident to another. */
    void moveEntries(String from, String to);

    /** Deletes closed ones that were over before a moment, and the oldest closed ones beyond {@code most}; says how many. */
    int prune(Instant before, int most);
}
