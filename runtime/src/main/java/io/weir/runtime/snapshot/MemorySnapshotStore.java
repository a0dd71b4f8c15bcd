package io.weir.runtime.snapshot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots in memory. */
public final class MemorySnapshotStore implements SnapshotStore {
    private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();

    @Override
    public synchronized void put(Snapshot snapshot) {
        snapshots.put(snapshot.id(), snapshot);
    }

    @Override
    public synchronized Optional<Snapshot> find(String id) {
        return Optional.ofNullable(snapshots.get(id));
    }

    @Override
    public synchronized List<Snapshot> of(String deploymentId, int limit) {
        List<Snapshot> found = new ArrayList<>(snapshots.values().stream()
                .filter(snapshot -> snapshot.deploymentId().equals(deploymentId))
                .toList());
        Collections.reverse(found);
        found.sort((a, b) -> b.at().compareTo(a.at()));
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    @Override
    public synchronized List<Snapshot> creating(String deploymentId) {
        return snapshots.values().stream()
                .filter(snapshot ->
                        snapshot.deploymentId().equals(deploymentId) && snapshot.state() == Snapshot.State.CREATING)
                .toList();
    }

    @Override
    public synchronized void forget(String deploymentId) {
        snapshots.values().removeIf(snapshot -> snapshot.deploymentId().equals(deploymentId));
    }
}
