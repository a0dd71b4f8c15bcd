package io.weir.runtime.artifact;

import java.util.List;
import java.util.Optional;

/** Keeps what is known of artifacts over restarts. Thread-safe. Instants are kept to the millisecond. */
public interface ArtifactStore {
    /** Adds a version under the next number of its name, which is the answer; the given number does not matter. */
    ArtifactVersion add(ArtifactVersion version);

    Optional<ArtifactVersion> find(String name, int version);

    /** By name, newest version first. */
    List<ArtifactVersion> all();

    void delete(String name, int version);
}
