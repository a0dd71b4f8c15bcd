package io.weir.runtime.driver.local;

import io.weir.runtime.distribution.Progress;
import io.weir.runtime.driver.session.SessionCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The time between the launch of a cluster and its being of use. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** An adopted TaskManager is registered already, or comes back to a new JobManager within seconds. */
    private static final Duration PATIENCE_WITH_ADOPTED = Duration.ofSeconds(20);

    private Readiness() {}

    /** Waits for the REST API and for every TaskManager; fails as soon as a process dies. */
    static void await(ClusterSupervisor supervisor, LocalClusterSpec spec, Progress progress)
            throws InterruptedException {
        SessionCluster cluster = new SessionCluster(supervisor.rest());
        List<String> wanted = LocalNames.taskManagers(spec.taskManagers());
        int total = wanted.size() + 1;
        long begin = System.nanoTime();
        int done = 0;
        progress.report("starting " + LocalNames.JOB_MANAGER, done, total);
        String missing = "its REST API does not answer";
        boolean replaced = false;
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            if (supervisor.startFailure().isDone()) {
                throw new IllegalStateException("cluster " + spec.name() + ": "
                        + supervisor.startFailure().join());
            }
            if (supervisor.isStopping()) {
                throw new IllegalStateException("cluster " + spec.name() + " was stopped while it started");
            }
            try {
                Set<String> absent = new HashSet<>(wanted);
                absent.removeAll(cluster.taskManagers());
                if (total - absent.size() > done) {
                    done = total - absent.size();
                    progress.report("waiting for TaskManagers", done, total);
                }
                if (absent.isEmpty()) {
                    return;
                }
                if (!replaced && System.nanoTime() - begin > PATIENCE_WITH_ADOPTED.toNanos()) {
                    supervisor.replaceAdopted(absent);
                    replaced = true;
                }
                missing = "not registered: " + String.join(", ", absent);
            } catch (IOException e) {
                missing = "its REST API does not answer: " + e.getMessage();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("cluster " + spec.name() + " is not ready after " + PATIENCE.toSeconds()
                + " s: " + missing + "; its logs are in "
                + supervisor.view().processes().get(0).logDirectory());
    }
}
