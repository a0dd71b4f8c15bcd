package io.weir.runtime.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a deployment runs. */
public sealed interface Program {
    /** Every uploaded file it needs. */
    List<ArtifactRef> artifacts();

    /** What is wrong with it, each fault with its key. */
    List<String> faults();

    /**
     * A jar with a main method.
     *
     * @param entryClass null for the one in the jar's manifest
     */
    record Jar(ArtifactRef artifact, @Nullable String entryClass, List<String> arguments) implements Program {
        public Jar {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<ArtifactRef> artifacts() {
            return List.of(artifact);
        }

        @Override
        public List<String> faults() {
            List<String> faults = new ArrayList<>();
            ProgramCheck.jar(this, faults);
            return faults;
        }
    }

    /**
     * A script in Flink's SQL, whose INSERTs run together as one job.
     *
     * @param script with {@code ${name}} or {@code ${name}:default} where a variable's value goes
     * @param jars connectors, formats and functions beside those of the distribution
     * @param connectors whose jars Weir brings
     * @param variables values of this deployment; they go before those of the workspace
     */
    record Sql(String script, List<ArtifactRef> jars, Set<Connector> connectors, Map<String, String> variables)
            implements Program {
        public Sql {
            jars = List.copyOf(jars);
            connectors = Set.copyOf(connectors);
            variables = Map.copyOf(new TreeMap<>(variables));
        }

        @Override
        public List<ArtifactRef> artifacts() {
            return jars;
        }

        @Override
        public List<String> faults() {
            List<String> faults = new ArrayList<>();
            ProgramCheck.sql(this, faults);
            return faults;
        }
    }

    /**
     * A Python program that makes its job through pyflink (<a
     * href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/cli/#submitting-pyflink-jobs">PyFlink jobs</a>).
     *
     * @param artifact a {@code .py}, or a {@code .zip} of which a module is run
     * @param module the module to run; of a {@code .zip} only
     * @param files more of what it imports, {@code .py}, {@code .zip} and {@code .whl}
     */
    record Python(ArtifactRef artifact, @Nullable String module, List<ArtifactRef> files, List<String> arguments)
            implements Program {
        public Python {
            files = List.copyOf(files);
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<ArtifactRef> artifacts() {
            List<ArtifactRef> all = new ArrayList<>(List.of(artifact));
            all.addAll(files);
            return List.copyOf(all);
        }

        @Override
        public List<String> faults() {
            List<String> faults = new ArrayList<>();
            ProgramCheck.python(this, faults);
            return faults;
        }
    }
}
