package io.weir.runtime;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How Flink is hosted.
 *
 * @param dataDirectory Weir's data folder; distributions, configurations and checkpoints live in {@code flink/} below it
 * @param largestArtifact bytes of one uploaded jar
 * @param sqlIdle after which a SQL planner or gateway that nobody uses is ended
 */
public record RuntimeConfig(Path dataDirectory, long largestArtifact, Duration sqlIdle) {
    private static final long LARGEST_ARTIFACT = 256L << 20;

    /** The same with another time after which a planner or gateway that nobody uses is ended. */
    public RuntimeConfig with(Duration idle) {
        return new RuntimeConfig(dataDirectory, largestArtifact, idle);
    }

    /** With the usual limits. */
    public RuntimeConfig(Path dataDirectory) {
        this(dataDirectory, LARGEST_ARTIFACT, Duration.ofMinutes(10));
    }
}
