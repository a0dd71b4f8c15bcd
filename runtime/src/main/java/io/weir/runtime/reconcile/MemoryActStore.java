package io.weir.runtime.reconcile;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Acts in memory. */
final class MemoryActStore implements ActStore {
    private final Map<String, Act> acts = new ConcurrentHashMap<>();

    @Override
    public void put(Act act) {
        acts.put(act.deploymentId(), act);
    }

    @Override
    public Optional<Act> find(String deploymentId) {
        return Optional.ofNullable(acts.get(deploymentId));
    }

    @Override
    public void done(String deploymentId) {
        acts.remove(deploymentId);
    }
}
