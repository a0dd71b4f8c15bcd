package io.weir.rules.maintenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Windows in memory. */
public final class MemoryMaintenanceStore implements MaintenanceStore {
    /** Newest first. */
    private final Map<String, List<MaintenanceWindow>> versions = new LinkedHashMap<>();

    @Override
    public synchronized boolean add(MaintenanceWindow version) {
        List<MaintenanceWindow> known = versions.getOrDefault(version.id(), new ArrayList<>());
        long newest = known.isEmpty() ? 0 : known.get(0).version();
        if (version.version() != newest + 1) {
            return false;
        }
        known.add(0, version);
        versions.put(version.id(), known);
        return true;
    }

    @Override
    public synchronized List<MaintenanceWindow> current() {
        return versions.values().stream()
                .map(known -> known.get(0))
                .filter(newest -> newest.action() != MaintenanceWindow.Action.DELETED)
                .toList();
    }

    @Override
    public synchronized List<MaintenanceWindow> versions(String id) {
        return List.copyOf(versions.getOrDefault(id, List.of()));
    }

    @Override
    public synchronized int forgetDeletedBefore(Instant before) {
        int size = versions.size();
        versions.values()
                .removeIf(known -> known.get(0).action() == MaintenanceWindow.Action.DELETED
                        && known.get(0).changedAt().isBefore(before));
        return size - versions.size();
    }
}
