package io.weir.runtime;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How Flink is hosted.
 *
 * @param dataDirectory Weir's data folder; distributions, configurations and checkpoints live in {@code flink/} below it
 * @param largestArtifact bytes of one uploaded file
 * @param sqlIdle after which a SQL planner or gateway that nobody uses is ended
 * @param python the interpreter that Python programs run by: a path, or a name that is looked for on the {@code PATH}
 * @param megabytes MiB that clusters on this machine may take together when somebody starts one; null for as much as they want
 */
public record RuntimeConfig(
        Path dataDirectory,
        long largestArtifact,
        Duration sqlIdle,
        String python,
        @Nullable Long megabytes) {
    private static final long LARGEST_ARTIFACT = 256L << 20;

    /** The same with another time after which a planner or gateway that nobody uses is ended. */
    public RuntimeConfig with(Duration idle) {
        return new RuntimeConfig(dataDirectory, largestArtifact, idle, python, megabytes);
    }

    /** The same with another interpreter for Python programs. */
    public RuntimeConfig withPython(String interpreter) {
        return new RuntimeConfig(dataDirectory, largestArtifact, sqlIdle, interpreter, megabytes);
    }

    /** The same with room for so many MiB of clusters; null for as much as they want. */
    public RuntimeConfig within(@Nullable Long megabytes) {
        return new RuntimeConfig(dataDirectory, largestArtifact, sqlIdle, python, megabytes);
    }

    /** With the usual limits. */
    public RuntimeConfig(Path dataDirectory) {
        this(dataDirectory, LARGEST_ARTIFACT, Duration.ofMinutes(10), "python3", null);
    }
}
