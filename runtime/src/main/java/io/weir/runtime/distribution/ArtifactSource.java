package io.weir.runtime.distribution;

import java.nio.file.Path;

/** Where jars come from. Thread-safe. */
interface ArtifactSource {
    /**
     * A file on this machine with the artifact's content; the caller reads it only.
     *
     * @param again true to leave caches alone because what they held had the wrong hash
     * @throws DistributionException naming the artifact and the reason
     */
    Path fetch(DistributionArtifact artifact, boolean again);
}
