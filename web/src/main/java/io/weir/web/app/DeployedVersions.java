package io.weir.web.app;

import io.weir.diagnosis.consult.JobVersions;
import io.weir.runtime.Runtime;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.Run;
import java.util.Optional;

/** The versions of jobs that this Weir deployed. */
record DeployedVersions(Runtime runtime) implements JobVersions {
    /** A job that fails is a late run of its deployment. */
    private static final int MOST_RUNS = 5;

    @Override
    public Optional<String> of(String cluster, String jobId) {
        for (Deployment deployment : runtime.deployments().all()) {
            for (Run run : runtime.deployments().runs(deployment.name(), MOST_RUNS)) {
                if (run.jobId().equals(jobId) && run.cluster().equals(cluster)) {
                    return Optional.of(deployment.name() + " v" + run.version() + ", run " + run.number());
                }
            }
        }
        return Optional.empty();
    }
}
