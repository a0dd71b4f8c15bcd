package io.weir.runtime;

import io.weir.collector.signal.Signal;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.DistributionAssembler;
import io.weir.runtime.distribution.DistributionException;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.distribution.Progress;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.driver.local.LocalClusterSpec;
import io.weir.runtime.driver.local.LocalDriver;
import io.weir.runtime.driver.session.JobSubmission;
import io.weir.runtime.driver.session.SessionCluster;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The door of the runtime: Flink, hosted. Speaks to the rest of Weir through values only. Thread-safe. */
public final class Runtime implements AutoCloseable {
    private final DistributionAssembler distributions;
    private final LocalDriver local;

    private Runtime(DistributionAssembler distributions, LocalDriver local) {
        this.distributions = distributions;
        this.local = local;
    }

    /** Opens the runtime's folder. Nothing is started; orphans of an earlier Weir are found when their cluster is started. */
    public static Runtime open(RuntimeConfig config, Consumer<Signal> signals, Clock clock) {
        Path flink = config.dataDirectory().toAbsolutePath().resolve("flink");
        return new Runtime(DistributionAssembler.fromMaven(flink), new LocalDriver(flink, signals, clock));
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
        return local.start(spec, distribution(spec.version(), progress), progress);
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

    /** Stops every cluster, also one that is being started; nothing can be started afterwards. */
    @Override
    public void close() {
        local.close();
    }
}
