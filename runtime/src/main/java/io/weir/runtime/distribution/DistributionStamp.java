package io.weir.runtime.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The file in a distribution's home that says what is in it: one line of hash and path per jar, as {@code sha256sum -c}
 * reads. It is written before the folder gets its name, so a folder with a stamp was whole once.
 */
final class DistributionStamp {
    private static final String FILE = "weir-distribution.sha256";
    private static final String GROUPS = "# groups:";

    private DistributionStamp() {}

    static void write(Path home, FlinkVersion version, List<DistributionArtifact> artifacts) throws IOException {
        Set<ArtifactGroup> groups = EnumSet.noneOf(ArtifactGroup.class);
        List<String> lines = new ArrayList<>();
        for (DistributionArtifact artifact : artifacts) {
            groups.add(artifact.group());
            lines.add(line(artifact));
        }
        StringBuilder header = new StringBuilder(GROUPS);
        groups.forEach(group -> header.append(' ').append(group.word()));
        lines.add(0, header.toString());
        lines.add(0, "# Flink " + version);
        Files.write(home.resolve(FILE), lines);
    }

    /** The groups of the distribution there; none when there is none. */
    static Set<ArtifactGroup> groups(Path home) {
        Set<ArtifactGroup> groups = EnumSet.noneOf(ArtifactGroup.class);
        for (String line : lines(home)) {
            if (line.startsWith(GROUPS)) {
                for (String word : line.substring(GROUPS.length()).trim().split("\\s+")) {
                    // A part that only a newer Weir knows is none that this one can look after.
                    ArtifactGroup.of(word).ifPresent(groups::add);
                }
            }
        }
        return groups;
    }

    /** Whether every artifact was once verified there and still has its size. Reads no jar. */
    static boolean isWhole(Path home, List<DistributionArtifact> artifacts) throws IOException {
        Set<String> stamped = new HashSet<>(lines(home));
        for (DistributionArtifact artifact : artifacts) {
            Path file = home.resolve(artifact.path());
            if (!stamped.contains(line(artifact))
                    || !Files.isRegularFile(file)
                    || Files.size(file) != artifact.bytes()) {
                return false;
            }
        }
        return true;
    }

    private static String line(DistributionArtifact artifact) {
        return artifact.sha256() + "  " + artifact.path();
    }

    private static List<String> lines(Path home) {
        try {
            Path file = home.resolve(FILE);
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
