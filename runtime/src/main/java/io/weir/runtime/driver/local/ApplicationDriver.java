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
import io.weir.runtime.python.PythonLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            Optional<LocalCluster> known = local.cluster(spec.name());
            if (known.isPresent() && presence(known.get()) instanceof Presence.Gone gone) {
                // Its JobManager is not started again; whoever waited for its job would wait for ever.
                throw new StartFailedException(gone.why());
            }
            if (known.isEmpty()) {
                Distribution distribution = distribution(plan, spec, progress);
                requirePython(plan, distribution);
                local.start(spec, distribution, progress);
            }
        } catch (IllegalStateException | IllegalArgumentException | DistributionException e) {
            throw new StartFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** Flink looks for it there by its name, and takes none of two. */
    private static void requirePython(RunPlan plan, Distribution distribution) throws StartFailedException {
        if (!plan.isPython()) {
            return;
        }
        Path opt = distribution.home().resolve("opt");
        String[] jars = opt.toFile().list((folder, name) -> name.startsWith("flink-python") && name.endsWith(".jar"));
        if (jars == null || jars.length != 1) {
            throw new StartFailedException("Flink " + distribution.version() + " needs one flink-python jar in " + opt
                    + " to run Python, and there " + (jars == null || jars.length == 0 ? "is none" : "are several")
                    + "; put flink-python-" + distribution.version() + ".jar there");
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
    public List<String> said(RunPlan plan) {
        return local.said(plan.run().cluster());
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
        PythonLaunch python = plan.python();
        if (python != null) {
            options.putAll(python.options());
        }
        return new LocalClusterSpec(
                plan.run().cluster(),
                new FlinkVersion(Objects.requireNonNull(spec.flinkVersion())),
                spec.taskManagers(),
                spec.slots(),
                spec.jobManagerMemory(),
                spec.taskManagerMemory(),
                options,
                new ApplicationJob(
                        plan.isPython() ? null : plan.jar(),
                        plan.entryClass(),
                        plan.arguments(),
                        spec.parallelism(),
                        plan.run().jobId(),
                        plan.run().restoredFrom(),
                        plan.run().allowNonRestored()),
                spec.logLevels());
    }
}
