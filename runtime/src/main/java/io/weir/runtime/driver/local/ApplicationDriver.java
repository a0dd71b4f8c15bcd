package io.weir.runtime.driver.local;

import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.DistributionException;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.distribution.Progress;
import io.weir.runtime.driver.Driver;
import io.weir.runtime.driver.Presence;
import io.weir.runtime.driver.RunPlan;
import io.weir.runtime.driver.StartFailedException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs that have a cluster of child processes to themselves. */
public final class ApplicationDriver implements Driver {
    /** Where distributions come from. */
    @FunctionalInterface
    public interface Distributions {
        /** @throws DistributionException when it cannot be had */
        Distribution get(FlinkVersion version, Set<ArtifactGroup> parts, Progress progress);
    }

    private final LocalDriver local;
    private final Distributions distributions;

    public ApplicationDriver(LocalDriver local, Distributions distributions) {
        this.local = local;
        this.distributions = distributions;
    }

    @Override
    public void start(RunPlan plan, Progress progress) throws StartFailedException {
        LocalClusterSpec spec = spec(plan);
        if (!Files.isRegularFile(plan.jar())) {
            throw new StartFailedException(plan.missingJar());
        }
        try {
            if (local.cluster(spec.name()).isEmpty()) {
                local.start(spec, distribution(plan, spec, progress), progress);
            }
        } catch (IllegalStateException | IllegalArgumentException | DistributionException e) {
            throw new StartFailedException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Presence find(RunPlan plan) {
        LocalClusterSpec spec = spec(plan);
        try {
            Optional<LocalCluster> cluster = local.cluster(spec.name());
            if (cluster.isEmpty()) {
                cluster = local.adopt(spec, distribution(plan, spec, (step, done, total) -> {}));
            }
            return cluster.map(ApplicationDriver::presence)
                    .orElseGet(() -> new Presence.Gone("none of its processes runs"));
        } catch (IllegalStateException | DistributionException e) {
            return new Presence.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private static Presence presence(LocalCluster cluster) {
        for (HostedProcess process : cluster.processes()) {
            if (process.name().equals(LocalNames.JOB_MANAGER) && process.state() == HostedProcess.State.EXITED) {
                return new Presence.Gone("its JobManager ended with exit code " + process.exitCode());
            }
        }
        return new Presence.There(cluster.rest());
    }

    @Override
    public void release(RunPlan plan) {
        local.stop(plan.run().cluster());
        local.stopOrphans(plan.run().cluster());
    }

    @Override
    public String checkpoints(RunPlan plan) {
        return local.checkpoints(plan.run().cluster()).toUri().toString();
    }

    @Override
    public @Nullable String savepoints(RunPlan plan) {
        String own = plan.spec().savepoints();
        return own != null
                ? own
                : local.savepoints(plan.run().cluster()).toUri().toString();
    }

    private Distribution distribution(RunPlan plan, LocalClusterSpec spec, Progress progress) {
        return distributions.get(spec.version(), plan.parts(), progress);
    }

    private static LocalClusterSpec spec(RunPlan plan) {
        DeploymentSpec spec = plan.spec();
        Map<String, String> options = new TreeMap<>(spec.options());
        return new LocalClusterSpec(
                plan.run().cluster(),
                new FlinkVersion(Objects.requireNonNull(spec.flinkVersion())),
                spec.taskManagers(),
                spec.slots(),
                spec.jobManagerMemory(),
                spec.taskManagerMemory(),
                options,
                new ApplicationJob(
                        plan.jar(),
                        plan.entryClass(),
                        plan.arguments(),
                        spec.parallelism(),
                        plan.run().jobId(),
                        plan.run().restoredFrom(),
                        plan.run().allowNonRestored()),
                spec.logLevels());
    }
}
