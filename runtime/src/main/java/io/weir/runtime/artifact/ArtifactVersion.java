package io.weir.runtime.artifact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of an uploaded jar or Python file.
 *
 * @param workspace whose the name is
 * @param version from 1 on; numbers are not used again
 * @param file its name on disk, chosen by Weir
 * @param sha256 in hexadecimal digits
 * @param entryClass what a jar's manifest names as the main class; null when it names none
 */
public record ArtifactVersion(
        String workspace,
        String name,
        int version,
        String file,
        long bytes,
        String sha256,
        @Nullable String entryClass,
        String by,
        Instant at) {}
