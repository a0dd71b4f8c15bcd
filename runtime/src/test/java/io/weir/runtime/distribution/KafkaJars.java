package io.weir.runtime.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;

/** The jars of a real broker, from Maven Central by list and checksum. */
public final class KafkaJars {
    private KafkaJars() {}

    /** A class path. */
    public static String classPath(Path own) throws IOException {
        ArtifactSource source = MavenArtifacts.withUserSettings(own, false);
        try (InputStream in = Objects.requireNonNull(KafkaJars.class.getResourceAsStream("kafka-3.9.1.list"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(DistributionArtifact::parse)
                    .map(artifact -> source.fetch(artifact, false).toString())
                    .collect(Collectors.joining(":"));
        }
    }
}
