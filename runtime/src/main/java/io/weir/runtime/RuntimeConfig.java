package io.weir.runtime;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How Flink is hosted.
 *
 * @param dataDirectory Weir's data folder; distributions, configurations and checkpoints live in {@code flink/} below it
 * @param largestArtifact bytes of one uploaded jar
 * @param sqlIdle after which a SQL planner or gateway that nobody uses is ended
 * @param megabytes MiB that clusters on this machine may take together when somebody starts one; null for as much as they want
 */
public record RuntimeConfig(
        Path dataDirectory,
        long largestArtifact,
        Duration sqlIdle,
        @Nullable Long megabytes) {
    private static final long LARGEST_ARTIFACT = 256L << 20;

    /** The same with another time after which a planner or gateway that nobody uses is ended. */
    public RuntimeConfig with(Duration idle) {
        return new RuntimeConfig(dataDirectory, largestArtifact, idle, megabytes);
    }

    /** The same with room for so many MiB of clusters; null for as much as they want. */
    public RuntimeConfig within(@Nullable Long megabytes) {
        return new RuntimeConfig(dataDirectory, largestArtifact, sqlIdle, megabytes);
    }

    /** With the usual limits. */
    public RuntimeConfig(Path dataDirectory) {
        this(dataDirectory, LARGEST_ARTIFACT, Duration.ofMinutes(10), null);
    }
}
