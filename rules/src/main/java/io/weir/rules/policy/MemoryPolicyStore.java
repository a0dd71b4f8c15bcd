package io.weir.rules.policy;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies in memory, for tests. */
public final class MemoryPolicyStore implements PolicyStore {
    private final Map<String, List<StoredPolicy>> policies = new LinkedHashMap<>();

    @Override
    public synchronized boolean add(StoredPolicy version) {
        List<StoredPolicy> versions = policies.computeIfAbsent(version.id(), id -> new ArrayList<>());
        if (version.version() != versions.size() + 1L) {
            return false;
        }
        versions.add(new StoredPolicy(
                version.id(),
                version.version(),
                version.policy(),
                version.action(),
                version.changedBy(),
                version.changedAt().truncatedTo(ChronoUnit.MILLIS)));
        return true;
    }

    @Override
    public synchronized List<StoredPolicy> current() {
        return policies.keySet().stream()
                .flatMap(id -> newest(id).stream())
                .filter(version -> !version.isDeleted())
                .sorted(Comparator.comparing(version -> version.policy().name()))
                .toList();
    }

    @Override
    public synchronized Optional<StoredPolicy> newest(String id) {
        return versions(id).stream().findFirst();
    }

    @Override
    public synchronized List<StoredPolicy> versions(String id) {
        return policies.getOrDefault(id, List.of()).stream()
                .sorted(Comparator.comparingLong(StoredPolicy::version).reversed())
                .toList();
    }
}
