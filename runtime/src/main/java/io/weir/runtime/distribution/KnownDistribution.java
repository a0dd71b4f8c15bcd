package io.weir.runtime.distribution;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Flink version that Weir can run.
 *
 * @param parts that are on disk; none when nothing was fetched, or when it was linked from elsewhere
 * @param origin the folder that it was linked from; null for one of Maven Central
 * @param bytes on disk; 0 for one that was linked
 */
public record KnownDistribution(
        FlinkVersion version,
        Set<ArtifactGroup> parts,
        @Nullable Path origin,
        long bytes) {
    public KnownDistribution {
        parts = Set.copyOf(parts);
    }
}
