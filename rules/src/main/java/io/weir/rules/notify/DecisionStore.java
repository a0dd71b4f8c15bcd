package io.weir.rules.notify;

import java.time.Instant;
import java.util.List;

/** Where decisions about telling are kept, as long as their event. Thread-safe. */
interface DecisionStore {
    /** So many details of one reason are kept for an event and a destination: the newest. */
    int MOST_DETAILS = 50;

    /** Adds decisions, or counts them when they are known; within the caller's transaction. */
    void write(List<Decision> made);

    /** How many were forgotten because an event had more than {@link #MOST_DETAILS}. */
    long forgotten();

    /** Everything decided about an event, in the order in which it was last so. */
    List<Decision> of(String eventId);

    /** What was decided about events that are active, or ended after {@code since}. */
    List<Decision> recent(Instant since);

    /** Forgets at most {@code limit} of those whose event is forgotten, and says how many. */
    int deleteOrphans(int limit);
}
