package io.weir.rules.replay;

import io.weir.collector.metric.SelfMetric;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replays that were asked for: one runs at a time, on a thread of low priority, a few wait, and the results of the last ones are
 * kept. Thread-safe.
 */
public final class Replays implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final int MOST_WAITING = 4;
    private static final int MOST_KEPT = 20;

    /** How a replay is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /**
     * A replay that was asked for.
     *
     * @param share how much is done, 0 to 1
     * @param at the replayed time; null before it runs
     * @param report null until it is done
     * @param error null unless it failed
     */
    public record Status(
            String id,
            ReplayRequest request,
            Instant askedAt,
            State state,
            double share,
            @Nullable Instant at,
            @Nullable ReplayReport report,
            @Nullable String error) {}

    private static final class Job implements ReplayProgress {
        private final String id = UUID.randomUUID().toString();
        private final ReplayRequest request;
        private final Instant askedAt;
        private volatile State state = State.WAITING;
        private volatile double share;
        private volatile @Nullable Instant at;
        private volatile @Nullable ReplayReport report;
        private volatile @Nullable String error;
        private volatile boolean cancelled;

        Job(ReplayRequest request, Instant askedAt) {
            this.request = request;
            this.askedAt = askedAt;
        }

        @Override
        public void at(double newShare, Instant time) {
            share = newShare;
            at = time;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        boolean isOver() {
            return state == State.DONE || state == State.FAILED || state == State.CANCELLED;
        }

        Status status() {
            return new Status(id, request, askedAt, state, share, at, report, error);
        }
    }

    private final Replay.Inputs inputs;
    private final Clock clock;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "weir-replay");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });
    private long done;
    private long failed;

    /** No replays yet. */
    public Replays(Replay.Inputs inputs, Clock clock) {
        this.inputs = inputs;
        this.clock = clock;
    }

    /**
     * Asks for a replay.
     *
     * @throws ReplayException when too many wait
     */
    public synchronized Status ask(ReplayRequest request) {
        long waiting = jobs.values().stream().filter(job -> !job.isOver()).count();
        if (waiting > MOST_WAITING) {
            throw new ReplayException(
                    waiting + " replays run or wait already; try again when one is done, or cancel one");
        }
        Job job = new Job(request, clock.instant());
        forgetOldest();
        jobs.put(job.id, job);
        try {
            thread.execute(() -> run(job));
        } catch (RejectedExecutionException e) {
            throw new ReplayException("Weir is being stopped", e);
        }
        return job.status();
    }

    private void forgetOldest() {
        Iterator<Job> oldest = jobs.values().iterator();
        while (jobs.size() >= MOST_KEPT && oldest.hasNext()) {
            if (oldest.next().isOver()) {
                oldest.remove();
            }
        }
    }

    private void run(Job job) {
        if (job.cancelled) {
            job.state = State.CANCELLED;
            return;
        }
        job.state = State.RUNNING;
        try {
            job.report = Replay.run(job.request, inputs, job);
            job.share = 1;
            job.state = State.DONE;
            count(true);
        } catch (RuntimeException | StackOverflowError e) {
            if (!(e instanceof ReplayException)) {
                LOG.warn(
                        "A replay of {} failed", job.request.rule().definition().name(), e);
            }
            job.error = e.getMessage() == null ? e.toString() : e.getMessage();
            job.state = job.cancelled ? State.CANCELLED : State.FAILED;
            count(false);
        }
    }

    private synchronized void count(boolean well) {
        if (well) {
            done++;
        } else {
            failed++;
        }
    }

    /** A replay by its id; the oldest results are forgotten. */
    public synchronized Optional<Status> find(String id) {
        return Optional.ofNullable(jobs.get(id)).map(Job::status);
    }

    /** Every replay that is remembered, oldest first. */
    public synchronized List<Status> all() {
        return jobs.values().stream().map(Job::status).toList();
    }

    /** Ends a replay soon; false when there is none that waits or runs. */
    public synchronized boolean cancel(String id) {
        Job job = jobs.get(id);
        if (job == null || job.isOver()) {
            return false;
        }
        job.cancelled = true;
        return true;
    }

    /** What replays count about themselves. */
    public synchronized List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.counter("weir_replays_done_total", "Replays that were done.", done),
                SelfMetric.counter("weir_replays_failed_total", "Replays that failed or were cancelled.", failed));
    }

    @Override
    public void close() {
        synchronized (this) {
            jobs.values().forEach(job -> job.cancelled = true);
        }
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("A replay did not end within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
