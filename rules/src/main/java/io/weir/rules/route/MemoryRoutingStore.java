package io.weir.rules.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Versions that a restart forgets, for tests. */
public final class MemoryRoutingStore implements RoutingStore {
    private final List<RoutingVersion> newestFirst = new ArrayList<>();

    @Override
    public synchronized boolean add(RoutingVersion version) {
        if (version.version() != newestFirst.size() + 1) {
            return false;
        }
        newestFirst.add(0, version);
        return true;
    }

    @Override
    public synchronized Optional<RoutingVersion> newest() {
        return newestFirst.stream().findFirst();
    }

    @Override
    public synchronized List<RoutingVersion> versions(int limit) {
        return newestFirst.stream().limit(limit).toList();
    }
}
