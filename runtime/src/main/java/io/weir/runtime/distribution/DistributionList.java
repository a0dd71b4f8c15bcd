package io.weir.runtime.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every jar of one Flink version, transitive ones included. It is data, one resource per version, because Flink publishes
 * no {@code flink-dist} artifact: a resolved dependency tree could change under our feet, a list with hashes cannot.
 */
record DistributionList(FlinkVersion version, List<DistributionArtifact> artifacts) {
    DistributionList {
        artifacts = List.copyOf(artifacts);
    }

    /** The list that Weir ships for a version. */
    static DistributionList of(FlinkVersion version) {
        String resource = "flink-" + version + ".list";
        try (InputStream in = DistributionList.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new DistributionException("Weir has no list of the jars of Flink " + version
                        + "; it has those of Flink 2.3.0 and 1.20.5. Write one of these versions");
            }
            return read(version, resource, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DistributionList read(FlinkVersion version, String name, BufferedReader reader) throws IOException {
        List<DistributionArtifact> artifacts = new ArrayList<>();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                artifacts.add(DistributionArtifact.parse(line));
            } catch (IllegalArgumentException e) {
                throw new DistributionException(name + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return new DistributionList(version, artifacts);
    }

    List<DistributionArtifact> of(Set<ArtifactGroup> groups) {
        return artifacts.stream()
                .filter(artifact -> groups.contains(artifact.group()))
                .toList();
    }
}
