package io.weir.runtime.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps runs and their start logs over restarts. Thread-safe. Instants are kept to the millisecond. */
public interface RunStore {
    /** The most lines that a run's log keeps; later ones are dropped. */
    int MOST_LINES = 2000;

    /** Adds or replaces. */
    void put(Run run);

    Optional<Run> find(String id);

    /** Newest first. */
    List<Run> of(String deploymentId, int limit);

    /** Adds a line to a run's log. */
    void say(String runId, Instant at, String text);

    /** The lines after one, oldest first; {@code after} 0 for all. */
    List<RunLine> lines(String runId, long after, int limit);

    /** Forgets all runs of a deployment but the newest, logs included. */
    void keep(String deploymentId, int newest);

    /** Forgets the runs of a deployment, logs included. */
    void forget(String deploymentId);
}
