package io.weir.diagnosis.signature;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Signatures in memory, for tests and for diagnosis without a data folder. */
public final class MemorySignatureStore implements SignatureStore {
    private final Map<String, List<SignatureVersion>> all = new TreeMap<>();

    @Override
    public synchronized boolean add(SignatureVersion version) {
        List<SignatureVersion> versions = all.computeIfAbsent(version.id(), id -> new ArrayList<>());
        if (version.version() != versions.size() + 1L) {
            return false;
        }
        versions.add(
                0,
                new SignatureVersion(
                        version.id(),
                        version.version(),
                        version.yaml(),
                        version.changedBy(),
                        version.changedAt().truncatedTo(ChronoUnit.MILLIS)));
        return true;
    }

    @Override
    public synchronized List<SignatureVersion> current() {
        return all.values().stream()
                .filter(versions -> !versions.isEmpty())
                .map(versions -> versions.get(0))
                .toList();
    }

    @Override
    public synchronized List<SignatureVersion> versions(String id) {
        return List.copyOf(all.getOrDefault(id, List.of()));
    }
}
