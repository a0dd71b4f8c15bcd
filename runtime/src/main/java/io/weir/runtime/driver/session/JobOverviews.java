package io.weir.runtime.driver.session;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * States of jobs by the overviews of their JobManagers, each of which is asked for once by all who look at its jobs within a moment: fifty
 * deployments on one session cluster would else ask for the same fifty jobs fifty times. To observe by, not to act by. Thread-safe.
 */
public final class JobOverviews {
    private static final int MOST = 64;

    private final Duration fresh;
    private final Map<URI, Kept> kept = new ConcurrentHashMap<>();

    private static final class Kept {
        private final ReentrantLock lock = new ReentrantLock();
        private long until = System.nanoTime();
        private Map<String, JobState> jobs = Map.of();
    }

    /** @param fresh how long an overview counts */
    public JobOverviews(Duration fresh) {
        this.fresh = fresh;
    }

    /**
     * A job's state; empty when the JobManager certainly has no such job. One that was not there a moment ago is asked for anew.
     *
     * @throws IOException when nothing is known
     */
    public Optional<JobState> state(URI rest, String jobId) throws IOException {
        FlinkJobs jobs = new FlinkJobs(rest);
        JobState known = remembered(rest, jobs).get(jobId);
        return known == null ? jobs.state(jobId) : Optional.of(known);
    }

    private Map<String, JobState> remembered(URI rest, FlinkJobs jobs) throws IOException {
        if (kept.size() > MOST) {
            kept.clear(); // Clusters that are gone; a cluster's next start has another port.
        }
        Kept one = kept.computeIfAbsent(rest, uri -> new Kept());
        // Whoever comes while it is asked for asks for itself: a JobManager that hangs must not keep them in a queue.
        if (!one.lock.tryLock()) {
            return Map.of();
        }
        try {
            if (System.nanoTime() - one.until >= 0) {
                one.jobs = jobs.overview();
                one.until = System.nanoTime() + fresh.toNanos();
            }
            return one.jobs;
        } finally {
            one.lock.unlock();
        }
    }
}
