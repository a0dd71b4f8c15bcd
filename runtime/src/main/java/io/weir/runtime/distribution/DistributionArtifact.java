package io.weir.runtime.distribution;

import java.util.regex.Pattern;

/**
 * One jar of a distribution.
 *
 * @param folder below the distribution's home, such as {@code lib} or {@code plugins/metrics-prometheus}
 * @param sha256 of the jar, 64 lower-case hex digits
 * @param bytes its size
 * @param coordinates {@code groupId:artifactId:version}
 */
record DistributionArtifact(ArtifactGroup group, String folder, String sha256, long bytes, String coordinates) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*");
    private static final Pattern COORDINATES = Pattern.compile("[\\w.-]+:[\\w.-]+:[\\w.-]+");

    DistributionArtifact {
        if (!HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException("\"" + sha256 + "\" is no SHA-256");
        }
        if (!FOLDER.matcher(folder).matches()) {
            throw new IllegalArgumentException("\"" + folder + "\" is no folder of a distribution");
        }
        if (!COORDINATES.matcher(coordinates).matches()) {
            throw new IllegalArgumentException("\"" + coordinates + "\" is not groupId:artifactId:version");
        }
        if (bytes <= 0) {
            throw new IllegalArgumentException("bytes of " + coordinates + " must be positive, got " + bytes);
        }
    }

    /** Reads one line of a list: group, folder, hash, bytes and coordinates, separated by blanks. */
    static DistributionArtifact parse(String line) {
        String[] fields = line.trim().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("expected: group folder sha256 bytes coordinates, got \"" + line + "\"");
        }
        return new DistributionArtifact(
                ArtifactGroup.parse(fields[0]), fields[1], fields[2], Long.parseLong(fields[3]), fields[4]);
    }

    /** Such as {@code flink-runtime-2.3.0.jar}. */
    String fileName() {
        String[] parts = coordinates.split(":");
        return parts[1] + "-" + parts[2] + ".jar";
    }

    /** Below the distribution's home. */
    String path() {
        return folder + "/" + fileName();
    }
}
