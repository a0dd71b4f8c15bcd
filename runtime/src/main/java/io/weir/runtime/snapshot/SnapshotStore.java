package io.weir.runtime.snapshot;

import java.util.List;
import java.util.Optional;

/** Keeps snapshots over restarts. Thread-safe. Instants are kept to the millisecond. */
public interface SnapshotStore {
    /** Adds or replaces. */
    void put(Snapshot snapshot);

    Optional<Snapshot> find(String id);

    /** Newest first. */
    List<Snapshot> of(String deploymentId, int limit);

    /** Those being made. */
    List<Snapshot> creating(String deploymentId);

    /** Forgets the snapshots of a deployment; their files stay. */
    void forget(String deploymentId);
}
