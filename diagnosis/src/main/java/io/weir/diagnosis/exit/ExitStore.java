package io.weir.diagnosis.exit;

import io.weir.diagnosis.fact.EndedProcess;
import java.time.Instant;
import java.util.List;

/** The ends of processes. One is known by its cluster, process and time, kept to the millisecond. Thread-safe. */
public interface ExitStore {
    /** Keeps an end; one that is known already stays as it is. */
    void add(EndedProcess end);

    /** Those of a cluster from a moment, inclusive, to another, exclusive, oldest first. */
    List<EndedProcess> between(String cluster, Instant from, Instant to);

    /** Forgets those before a moment. */
    void prune(Instant before);
}
