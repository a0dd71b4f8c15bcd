package io.weir.runtime.sql;

import io.weir.runtime.deployment.Connector;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.DistributionAssembler;
import io.weir.runtime.distribution.DistributionException;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.distribution.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The jars of connectors that scripts name, of the list of the Flink that runs them. */
record ConnectorJars(DistributionAssembler distributions) {
    /**
     * Fetches what is not on disk.
     *
     * @throws SpecException when there is none for this version
     * @throws DistributionException when it could not be fetched now
     */
    List<Path> of(FlinkVersion version, Set<Connector> connectors, Progress progress) {
        List<Path> jars = new ArrayList<>();
        for (Connector connector : new TreeSet<>(connectors)) {
            ArtifactGroup group = group(connector);
            if (!distributions.offers(version, group)) {
                throw new SpecException("sql.connectors: Weir brings no " + connector.word() + " connector to "
                        + (distributions.isLinked(version)
                                ? "Flink " + version + ", which was linked from elsewhere"
                                : "Flink " + version)
                        + "; upload its jar as an artifact and name it in sql.jars");
            }
            jars.addAll(distributions.jars(version, group, progress));
        }
        return jars;
    }

    private static ArtifactGroup group(Connector connector) {
        return switch (connector) {
            case JDBC -> ArtifactGroup.JDBC;
            case KAFKA -> ArtifactGroup.KAFKA;
        };
    }
}
