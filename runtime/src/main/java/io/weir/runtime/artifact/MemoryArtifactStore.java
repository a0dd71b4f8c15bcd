package io.weir.runtime.artifact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Artifacts in memory. */
public final class MemoryArtifactStore implements ArtifactStore {
    private final List<ArtifactVersion> versions = new ArrayList<>();
    private final Map<String, Integer> highest = new HashMap<>();

    @Override
    public synchronized ArtifactVersion add(ArtifactVersion version) {
        int number = highest.merge(version.name(), 1, Integer::sum);
        ArtifactVersion added = numbered(version, number);
        versions.add(added);
        return added;
    }

    static ArtifactVersion numbered(ArtifactVersion version, int number) {
        return new ArtifactVersion(
                version.workspace(),
                version.name(),
                number,
                version.file(),
                version.bytes(),
                version.sha256(),
                version.entryClass(),
                version.by(),
                version.at());
    }

    @Override
    public synchronized Optional<ArtifactVersion> find(String name, int version) {
        return versions.stream()
                .filter(one -> one.name().equals(name) && one.version() == version)
                .findFirst();
    }

    @Override
    public synchronized List<ArtifactVersion> all() {
        return versions.stream()
                .sorted(Comparator.comparing(ArtifactVersion::name)
                        .thenComparing(
                                Comparator.comparing(ArtifactVersion::version).reversed()))
                .toList();
    }

    @Override
    public synchronized void delete(String name, int version) {
        versions.removeIf(one -> one.name().equals(name) && one.version() == version);
    }
}
