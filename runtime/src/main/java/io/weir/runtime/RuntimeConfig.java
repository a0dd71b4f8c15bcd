package io.weir.runtime;

import java.nio.file.Path;

/**
 * How Flink is hosted.
 *
 * @param dataDirectory Weir's data folder; distributions, configurations and checkpoints live in {@code flink/} below it
 * @param largestArtifact bytes of one uploaded jar
 */
public record RuntimeConfig(Path dataDirectory, long largestArtifact) {
    private static final long LARGEST_ARTIFACT = 256L << 20;

    /** With the usual limits. */
    public RuntimeConfig(Path dataDirectory) {
        this(dataDirectory, LARGEST_ARTIFACT);
    }
}
