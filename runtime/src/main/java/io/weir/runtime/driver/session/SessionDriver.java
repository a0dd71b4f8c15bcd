package io.weir.runtime.driver.session;

import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.distribution.Progress;
import io.weir.runtime.driver.Driver;
import io.weir.runtime.driver.Presence;
import io.weir.runtime.driver.RunPlan;
import io.weir.runtime.driver.StartFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs on session clusters, hosted or remote, by nothing but their REST API. */
public final class SessionDriver implements Driver {
    private final Function<String, Optional<URI>> clusters;

    /** @param clusters the REST address of a cluster, by name */
    public SessionDriver(Function<String, Optional<URI>> clusters) {
        this.clusters = clusters;
    }

    @Override
    public void start(RunPlan plan, Progress progress) throws IOException {
        FlinkJobs jobs = jobs(plan);
        String jobId = plan.run().jobId();
        if (jobs.state(jobId).isPresent()) {
            progress.report("job " + jobId + " is there already", 0, 0);
            return;
        }
        if (!Files.isRegularFile(plan.jar())) {
            throw new StartFailedException(plan.missingJar());
        }
        DeploymentSpec spec = plan.spec();
        progress.report("submitting job " + jobId + " to cluster " + plan.run().cluster(), 0, 0);
        try {
            jobs.run(
                    plan.jar(),
                    plan.entryClass(),
                    plan.arguments(),
                    spec.parallelism(),
                    jobId,
                    plan.run().restoredFrom(),
                    plan.run().allowNonRestored(),
                    options(spec));
        } catch (RestRefusedException e) {
            // Another request with this id, sent before a crash, may have been first.
            if (jobs.state(jobId).isEmpty()) {
                throw new StartFailedException(String.valueOf(e.getMessage()));
            }
        }
    }

    private static Map<String, String> options(DeploymentSpec spec) {
        Map<String, String> options = new TreeMap<>(spec.options());
        options.putIfAbsent("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        return options;
    }

    @Override
    public Presence find(RunPlan plan) {
        return clusters.apply(plan.run().cluster())
                .<Presence>map(Presence.There::new)
                .orElseGet(() -> new Presence.Unknown("cluster " + plan.run().cluster() + " is not up"));
    }

    /** A session cluster is not the run's own. */
    @Override
    public void release(RunPlan plan) {}

    @Override
    public @Nullable String checkpoints(RunPlan plan) throws IOException {
        return jobs(plan)
                .option("execution.checkpointing.dir", "state.checkpoints.dir")
                .orElse(null);
    }

    @Override
    public @Nullable String savepoints(RunPlan plan) throws IOException {
        String own = plan.spec().savepoints();
        return own != null
                ? own
                : jobs(plan)
                        .option("execution.checkpointing.savepoint-dir", "state.savepoints.dir")
                        .orElse(null);
    }

    private FlinkJobs jobs(RunPlan plan) throws IOException {
        String name = plan.run().cluster();
        return new FlinkJobs(clusters.apply(name)
                .orElseThrow(() -> new IOException("cluster " + name + " is not up, or Weir knows none of this name")));
    }
}
