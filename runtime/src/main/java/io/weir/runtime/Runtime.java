package io.weir.runtime;

import io.weir.collector.database.Database;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.Signal;
import io.weir.runtime.artifact.Artifacts;
import io.weir.runtime.artifact.SqlArtifactStore;
import io.weir.runtime.connectivity.Connectivity;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.Deployments;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.DistributionAssembler;
import io.weir.runtime.distribution.DistributionException;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.distribution.Progress;
import io.weir.runtime.drill.Drills;
import io.weir.runtime.driver.local.ApplicationDriver;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.driver.local.LocalClusterSpec;
import io.weir.runtime.driver.local.LocalDriver;
import io.weir.runtime.driver.session.FlinkJobs;
import io.weir.runtime.driver.session.JobSubmission;
import io.weir.runtime.driver.session.SessionCluster;
import io.weir.runtime.driver.session.SessionDriver;
import io.weir.runtime.python.PythonPrograms;
import io.weir.runtime.reconcile.Books;
import io.weir.runtime.reconcile.Capacity;
import io.weir.runtime.reconcile.Milestone;
import io.weir.runtime.reconcile.Reconciler;
import io.weir.runtime.sql.Scripts;
import io.weir.runtime.sql.Seal;
import io.weir.runtime.sql.SqlDebugs;
import io.weir.runtime.sql.SqlVariableStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** The door of the runtime: Flink, hosted. Speaks to the rest of Weir through values only. Thread-safe. */
public final class Runtime implements AutoCloseable {
    /** With a name server, and with each address of whatever is tried. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Of a deployment, whose logs may still be read. */
    private static final int REMEMBERED_RUNS = 20;

    private final DistributionAssembler distributions;
    private final LocalDriver local;
    private final Database database;
    private final Artifacts artifacts;
    private final Books books;
    private final Scripts scripts;
    private final PythonPrograms pythons;
    private final SqlDebugs debugs;
    private final Drills drills;
    private final Connectivity connectivity = new Connectivity(PATIENCE);
    private final Reconciler reconciler;
    private final Deployments deployments;
    private volatile Function<String, Optional<URI>> elsewhere = name -> Optional.empty();
    private volatile Function<String, Optional<String>> taken = name -> Optional.empty();

    private Runtime(RuntimeConfig config, Consumer<Signal> signals, Clock clock, Consumer<Milestone> milestones) {
        Path data = config.dataDirectory().toAbsolutePath();
        Path flink = data.resolve("flink");
        distributions = DistributionAssembler.fromMaven(flink);
        local = new LocalDriver(flink, signal -> heard(signal, signals), clock);
        database = Database.open(data, "runtime");
        Jdbi jdbi = database.jdbi();
        books = Books.in(jdbi);
        artifacts =
                new Artifacts(data.resolve("artifacts"), new SqlArtifactStore(jdbi), config.largestArtifact(), clock);
        scripts = new Scripts(
                flink.resolve("sql"),
                new SqlVariableStore(jdbi, Seal.at(data.resolve("variables.key"))),
                artifacts,
                distributions,
                this::versionOf,
                config.sqlIdle(),
                clock);
        books.deployments().all().stream()
                .flatMap(one -> books.runs().of(one.id(), REMEMBERED_RUNS).stream())
                .forEach(run -> scripts.runsOn(run.cluster()));
        pythons = new PythonPrograms(flink.resolve("python"), config.python(), artifacts, clock);
        drills = new Drills(local, flink.resolve("drills"), clock);
        debugs = new SqlDebugs(
                flink.resolve("sql"),
                scripts,
                version -> distribution(
                        version, Set.of(ArtifactGroup.TABLE, ArtifactGroup.OPT), (step, done, total) -> {}),
                config.sqlIdle(),
                clock);
        reconciler = new Reconciler(
                books,
                Map.of(
                        Mode.APPLICATION,
                        new ApplicationDriver(local, this::distribution),
                        Mode.SESSION,
                        new SessionDriver(this::rest)),
                artifacts,
                scripts,
                pythons,
                new Capacity(books, config.megabytes(), local::megabytes, local::slots),
                signals,
                clock,
                milestones);
        deployments = new Deployments(
                books.deployments(),
                books.runs(),
                new Deployments.Surroundings(
                        (workspace, artifact) -> artifacts.has(workspace, artifact.name(), artifact.version()),
                        name -> taken.apply(name),
                        reconciler::isIdle,
                        reconciler::look),
                clock);
    }

    /** Opens the runtime's folder. Nothing is started; orphans of an earlier Weir are found when their cluster is started. */
    public static Runtime open(RuntimeConfig config, Consumer<Signal> signals, Clock clock) {
        return new Runtime(config, signals, clock, milestone -> {});
    }

    /** The same, for tests that cut a loop short. */
    static Runtime open(RuntimeConfig config, Consumer<Signal> signals, Clock clock, Consumer<Milestone> milestones) {
        return new Runtime(config, signals, clock, milestones);
    }

    /**
     * Begins to make deployments what people want them to be, those of an earlier Weir first of all.
     *
     * @param elsewhere the REST addresses, by name, of clusters that are not hosted here
     * @param taken why a deployment cannot have a name, when it cannot
     */
    public void reconcile(Function<String, Optional<URI>> elsewhere, Function<String, Optional<String>> taken) {
        this.elsewhere = elsewhere;
        this.taken = taken;
        drills.begin();
        reconciler.begin();
    }

    /** That a process ended is what its deployment's loop would find at its next look. */
    private void heard(Signal signal, Consumer<Signal> signals) {
        signals.accept(signal);
        if (signal instanceof ProcessExited exited && !exited.requested()) {
            reconciler.lookAgain(exited.cluster());
        }
    }

    /** Deployments, as people handle them. */
    public Deployments deployments() {
        return deployments;
    }

    /** The jars and Python files they run. */
    public Artifacts artifacts() {
        return artifacts;
    }

    /** The scripts they run. */
    public Scripts scripts() {
        return scripts;
    }

    /** The Python programs they run. */
    public PythonPrograms pythons() {
        return pythons;
    }

    /** Scripts that people try out. */
    public SqlDebugs debugs() {
        return debugs;
    }

    /** Deployments broken on purpose. */
    public Drills drills() {
        return drills;
    }

    /** Changes log levels of a cluster that is hosted here, at once and until its next start; see {@link LocalDriver#logLevels}. */
    public void logLevels(String cluster, Map<String, String> levels) {
        local.logLevels(cluster, levels);
    }

    /** What this machine, on which hosted clusters run, can talk to. */
    public Connectivity connectivity() {
        return connectivity;
    }

    /** Where a cluster's REST API is, hosted or watched. */
    public Optional<URI> rest(String cluster) {
        return local.cluster(cluster).map(LocalCluster::rest).or(() -> elsewhere.apply(cluster));
    }

    /** The loops that make them so. */
    public Reconciler reconciler() {
        return reconciler;
    }

    /**
     * The Flink version that plans a spec's script: its own, or the one that Weir has of the same line as its session cluster.
     *
     * @throws IOException when the session cluster does not tell
     */
    public FlinkVersion versionOf(DeploymentSpec spec) throws IOException {
        String own = spec.flinkVersion();
        if (own != null) {
            return new FlinkVersion(own);
        }
        String name = String.valueOf(spec.session());
        URI rest = rest(name)
                .orElseThrow(() -> new IOException("cluster " + name + " is not up, or Weir knows none of this name"));
        return versionOf(rest);
    }

    /**
     * The version that Weir has of the same line as a cluster's.
     *
     * @throws IOException when the cluster does not tell, or Weir has none
     */
    public FlinkVersion versionOf(URI rest) throws IOException {
        String told = new FlinkJobs(rest).flinkVersion();
        return DistributionAssembler.versions().stream()
                .filter(known -> known.text().split("\\.")[0].equals(told.split("\\.")[0]))
                .findFirst()
                .orElseThrow(() -> new IOException("the cluster at " + rest + " has Flink " + told
                        + ", of which Weir has no planner; it has those of " + DistributionAssembler.versions()));
    }

    /** Deletes a deployment of which nothing runs, with its runs; what it wrote on disk stays. */
    public void delete(String deployment) {
        deployments.delete(deployment, gone -> {
            books.runs().forget(gone.id());
            books.snapshots().forget(gone.id());
        });
    }

    /**
     * The distribution of a version: the one on disk when it is whole, else assembled from Maven Central. It has at least
     * what DataStream jobs need.
     *
     * @throws DistributionException naming the artifact that could not be had
     */
    public Distribution distribution(FlinkVersion version, Progress progress) {
        return distribution(version, Set.of(ArtifactGroup.CORE), progress);
    }

    /**
     * The distribution of a version with more of its parts; parts that it has already stay.
     *
     * @throws DistributionException naming the artifact that could not be had
     */
    public Distribution distribution(FlinkVersion version, Set<ArtifactGroup> groups, Progress progress) {
        return distributions.assemble(version, groups, progress);
    }

    /**
     * Starts a cluster and returns when its REST API answers and its TaskManagers are registered. Processes of the same
     * cluster that an earlier Weir left running are adopted when they are healthy and fit the spec, else stopped first.
     *
     * @throws IllegalStateException when a process dies at once; the message holds its last log lines
     */
    public LocalCluster start(LocalClusterSpec spec, Progress progress) {
        return start(spec, Set.of(ArtifactGroup.CORE), progress);
    }

    /** The same with more parts of the distribution. */
    public LocalCluster start(LocalClusterSpec spec, Set<ArtifactGroup> parts, Progress progress) {
        return local.start(spec, distribution(spec.version(), parts, progress), progress);
    }

    /** Every hosted cluster as it is now. */
    public List<LocalCluster> clusters() {
        return local.clusters();
    }

    /** Runs a job on a session cluster unless one of its name runs there; returns the job's id. */
    public String submit(URI rest, JobSubmission submission) {
        return new SessionCluster(rest).submit(submission);
    }

    /** Kills a process as the kernel's OOM killer would (SIGKILL); it is restarted as after any death. Returns its pid. */
    public long kill(String cluster, String process) {
        return local.kill(cluster, process);
    }

    /** Stops a cluster's processes (SIGTERM, then SIGKILL) and returns when they are gone. */
    public void stop(String cluster) {
        local.stop(cluster);
    }

    /**
     * Stops every session cluster, also one that is being started; nothing can be started afterwards. Deployments on clusters of
     * their own go on.
     */
    @Override
    public void close() {
        drills.close();
        connectivity.close();
        reconciler.close();
        debugs.close();
        scripts.close();
        local.close();
        database.close();
    }
}
