package io.weir.runtime.sql;

import io.weir.runtime.artifact.Artifacts;
import io.weir.runtime.deployment.ArtifactRef;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.ScriptRules;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.DistributionAssembler;
import io.weir.runtime.distribution.DistributionException;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.distribution.Progress;
import io.weir.runtime.sql.flink.HiddenValues;
import io.weir.runtime.sql.flink.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Scripts: their variables, what the planner says of them, and the jars they run as. Thread-safe. */
public final class Scripts implements AutoCloseable {
    private static final int MOST_VARIABLES = 1000;

    private final Path folder;
    private final VariableStore variables;
    private final Artifacts artifacts;
    private final Planners planners;
    private final HiddenVariables hiddenVariables;
    private final ConnectorJars connectors;
    private final VersionOf versions;
    private final Set<String> places = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    /**
     * @param folder for jars of scripts and for planners
     * @param versions of the clusters that specs run on
     * @param idle after which a planner that nobody asks is ended
     */
    public Scripts(
            Path folder,
            VariableStore variables,
            Artifacts artifacts,
            DistributionAssembler distributions,
            VersionOf versions,
            Duration idle,
            Clock clock) {
        this.folder = folder;
        this.variables = variables;
        this.artifacts = artifacts;
        this.hiddenVariables = new HiddenVariables(variables, folder.resolve("jobs"));
        this.planners = new Planners(
                folder,
                version -> distributions.assemble(version, Set.of(ArtifactGroup.TABLE), (step, done, total) -> {}),
                idle,
                this::hidden);
        this.connectors = new ConnectorJars(distributions);
        this.versions = versions;
        this.clock = clock;
    }

    /** Variables of all deployments of a workspace, by name. */
    public List<Variable> variables(String workspace) {
        return variables.of(workspace);
    }

    /** The values of all workspaces that nobody may read back, and those that still run with, for whoever has to keep every form of them out of a text. */
    public List<String> hiddenValues() {
        return hiddenVariables.values();
    }

    /** Makes a variable or replaces it. */
    public synchronized Variable put(
            String workspace, String name, String value, boolean hidden, String description, String by) {
        Optional<Variable> known = variables.find(workspace, name);
        if (known.isEmpty() && variables.of(workspace).size() >= MOST_VARIABLES) {
            throw new SpecException("name: there are " + MOST_VARIABLES + " variables, the most there may be");
        }
        if (known.isPresent() && known.get().hidden() && !hidden) {
            throw new SpecException("hidden: " + name
                    + " is hidden and stays so; delete it and make another one if its value is no secret");
        }
        Variable variable =
                new Variable(workspace, name, value, hidden, description, by, Instant.ofEpochMilli(clock.millis()));
        formerly(known);
        variables.put(variable);
        hiddenVariables.changed();
        return variable;
    }

    /** Whether there was one. Runs that began with its value go on. */
    public boolean deleteVariable(String workspace, String name) {
        formerly(variables.find(workspace, name));
        boolean was = variables.delete(workspace, name);
        hiddenVariables.changed();
        return was;
    }

    /** What runs with its value goes on saying it. */
    private void formerly(Optional<Variable> variable) {
        variable.filter(Variable::hidden).ifPresent(one -> hiddenVariables.remember(List.of(one.value())));
    }

    /** What hidden variables hold, and held in what still runs: for texts that come from Flink. */
    public HiddenValues hidden() {
        return hiddenVariables.all();
    }

    /** Scripts may run on this cluster from now on. */
    public void runsOn(String cluster) {
        places.add(cluster);
    }

    /** The same, for texts of one cluster: where no script of Weir runs, values of less than eight characters would spoil what others say. */
    public HiddenValues hiddenOn(String cluster) {
        return places.contains(cluster) ? hidden() : hiddenVariables.unmistakable();
    }

    /** A script with its values: the deployment's own before those of its workspace. */
    public ResolvedScript resolve(String workspace, Program.Sql sql) {
        return ResolvedScript.of(sql.script(), name -> {
            String own = sql.variables().get(name);
            return own != null
                    ? Optional.of(new Variable(workspace, name, own, false, "", "", Instant.EPOCH))
                    : variables.find(workspace, name);
        });
    }

    /**
     * Asks Flink's planner.
     *
     * @param workspace whose variables and jars the script may use
     * @param plan whether the plan is wanted too
     * @param part whether the script is a part only, which need not begin a job and may hold queries
     * @throws IOException when the planner cannot be asked
     */
    public SqlCheck check(String workspace, FlinkVersion version, DeploymentSpec spec, boolean plan, boolean part)
            throws IOException {
        if (!(spec.program() instanceof Program.Sql sql)) {
            throw new SpecException("sql: this deployment runs no script");
        }
        ResolvedScript script = resolve(workspace, sql);
        List<SqlFault> faults = new ArrayList<>(script.missing());
        if (faults.isEmpty()) {
            ScriptRules.faults(script.text())
                    .forEach(fault -> faults.add(new SqlFault(
                            script.withoutHidden(fault.message()),
                            script.written(new Place(fault.line(), fault.column(), fault.line(), fault.column())))));
        }
        if (!faults.isEmpty()) {
            return new SqlCheck(faults, Optional.empty());
        }
        Wire.Answer answer;
        try {
            List<String> jars =
                    jars(workspace, sql, version).stream().map(Path::toString).toList();
            answer = planners.ask(version, new Wire.Question(plan, part, options(spec, null), jars, script.text()));
        } catch (DistributionException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new SqlCheck(
                faults(answer, script),
                answer.plan().isEmpty() ? Optional.empty() : Optional.of(PlanGraph.of(answer.plan(), script)));
    }

    /** A table that could not be made is missing in every statement after it; that is said once. */
    private static List<SqlFault> faults(Wire.Answer answer, ResolvedScript script) {
        List<SqlFault> faults = new ArrayList<>();
        for (Wire.Fault fault : answer.faults()) {
            SqlFault one = FaultText.of(fault, script);
            if (faults.isEmpty() || !one.message().contains("not found")) {
                faults.add(one);
            }
        }
        return faults;
    }

    /** Where the jar of a run lies while it runs. */
    public Path jar(String runId) {
        return folder.resolve("jobs").resolve(runId + ".jar");
    }

    /**
     * Writes the jar of a run, with the values that variables have now; one that is there stays.
     *
     * @param progress of connectors that are fetched
     * @throws SpecException when it cannot be made, and will not be by trying again
     * @throws DistributionException when a connector cannot be had
     */
    public void prepare(String workspace, String runId, String job, DeploymentSpec spec, Progress progress)
            throws IOException {
        if (!(spec.program() instanceof Program.Sql sql) || Files.exists(jar(runId))) {
            return;
        }
        ResolvedScript script = resolve(workspace, sql);
        if (!script.missing().isEmpty()) {
            throw new SpecException(
                    script.missing().stream().map(SqlFault::message).toList());
        }
        hiddenVariables.remember(script.hidden());
        List<Path> jars = uploaded(workspace, sql);
        if (!sql.connectors().isEmpty()) {
            jars.addAll(connectors.of(versions.of(spec), sql.connectors(), progress));
        }
        ScriptJar.write(jar(runId), script, options(spec, job), jars);
    }

    /** Deletes the jar of a run that is over. */
    public void forget(String runId) throws IOException {
        Files.deleteIfExists(jar(runId));
    }

    private static Map<String, String> options(DeploymentSpec spec, @org.jspecify.annotations.Nullable String job) {
        Map<String, String> options = new TreeMap<>();
        spec.options().forEach((key, value) -> {
            if (!key.startsWith("env.")) {
                options.put(key, value);
            }
        });
        options.put("parallelism.default", Integer.toString(spec.parallelism()));
        if (job != null) {
            options.putIfAbsent("pipeline.name", job);
        }
        return options;
    }

    /** The uploaded ones, and those of connectors. */
    List<Path> jars(String workspace, Program.Sql sql, FlinkVersion version) throws IOException {
        List<Path> paths = uploaded(workspace, sql);
        try {
            paths.addAll(connectors.of(version, sql.connectors(), (step, done, total) -> {}));
        } catch (DistributionException e) {
            throw new IOException(e.getMessage(), e);
        }
        return paths;
    }

    private List<Path> uploaded(String workspace, Program.Sql sql) {
        List<Path> paths = new ArrayList<>();
        for (ArtifactRef jar : sql.jars()) {
            paths.add(artifacts
                    .find(jar.name(), jar.version())
                    .filter(found -> found.workspace().equals(workspace))
                    .map(artifacts::path)
                    .orElseThrow(() -> new SpecException("sql.jars: there is no " + jar + "; upload it first")));
        }
        return paths;
    }

    @Override
    public void close() {
        planners.close();
    }
}
