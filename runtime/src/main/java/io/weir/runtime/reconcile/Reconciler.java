package io.weir.runtime.reconcile;

import io.weir.collector.metric.SelfMetric;
import io.weir.collector.signal.Signal;
import io.weir.runtime.artifact.Artifacts;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.driver.Driver;
import io.weir.runtime.driver.session.JobOverviews;
import io.weir.runtime.python.PythonPrograms;
import io.weir.runtime.snapshot.Snapshot;
import io.weir.runtime.snapshot.StateFiles;
import io.weir.runtime.sql.Scripts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the loops of all deployments. Thread-safe. */
public final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** A start holds its thread until the cluster is up. */
    private static final int THREADS = 8;

    /** For which what a JobManager said of its jobs is good for all who look at them. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final LongAdder turns = new LongAdder();
    private final LongAdder turnNanos = new LongAdder();
    private final LongAdder turnFailures = new LongAdder();
    private final Desk desk;
    private final ScheduledExecutorService threads;
    private final Map<String, Turns> loops = new ConcurrentHashMap<>();

    public Reconciler(
            Books books,
            Map<Mode, Driver> drivers,
            Artifacts artifacts,
            Scripts scripts,
            PythonPrograms pythons,
            Capacity capacity,
            Consumer<Signal> signals,
            Clock clock,
            Consumer<Milestone> milestones) {
        this.desk = new Desk(
                books,
                drivers,
                artifacts,
                scripts,
                pythons,
                capacity,
                new JobOverviews(MOMENT),
                signals,
                clock,
                milestones);
        this.threads = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "weir-deployments");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins the loops of all deployments there are. */
    public void begin() {
        desk.books().deployments().all().forEach(deployment -> look(deployment.id()));
    }

    /** Has a deployment's loop look at once: something is wanted of it. */
    public void look(String deploymentId) {
        loops.computeIfAbsent(deploymentId, Turns::new).soon();
    }

    /** Has the loop of a deployment, if there is one of that name, look at once: something happened to what it runs. */
    public void lookAgain(String name) {
        desk.books().deployments().named(name).map(one -> loops.get(one.id())).ifPresent(Turns::soon);
    }

    /**
     * Asks for a savepoint of what runs.
     *
     * @throws SpecException when nothing runs, or there is no place for it
     * @throws IOException when it cannot be told where it would go
     */
    public Snapshot savepoint(Deployment deployment, String description, String by) throws IOException {
        Run run = Optional.ofNullable(deployment.status().runId())
                .flatMap(desk.books().runs()::find)
                .filter(one -> one.state() == RunState.RUNNING)
                .filter(one -> deployment.status().state() == CurrentState.RUNNING)
                .orElseThrow(() -> new SpecException("a savepoint can be made of a job that runs; it is "
                        + deployment.status().state().name().toLowerCase(java.util.Locale.ROOT)));
        if (desk.books().snapshots().creating(deployment.id()).size() >= 3) {
            throw new SpecException("three savepoints are being made; wait for one of them");
        }
        Snapshot snapshot = new Savepoints(desk)
                .plan(run, Snapshot.Kind.SAVEPOINT, description, by)
                .orElseThrow(() ->
                        new SpecException("there is no folder for savepoints; write savepoints: URI in the spec, or set"
                                + " execution.checkpointing.savepoint-dir on the cluster"));
        desk.books().snapshots().put(snapshot);
        desk.say(run, "savepoint " + snapshot.id() + " was asked for by " + by);
        desk.reached(Milestone.SAVEPOINT_WRITTEN);
        look(deployment.id());
        return snapshot;
    }

    /** Savepoints, and the checkpoints that runs left, newest first. */
    public List<Snapshot> snapshots(Deployment deployment, int limit) {
        List<Snapshot> all = new ArrayList<>(desk.books().snapshots().of(deployment.id(), limit));
        try {
            all.addAll(new RetainedCheckpoints(desk.books()).of(deployment));
        } catch (IOException e) {
            LOG.warn("The checkpoints of {} cannot be listed: {}", deployment.name(), e.getMessage());
        }
        return all.size() > limit ? List.copyOf(all.subList(0, limit)) : List.copyOf(all);
    }

    /**
     * Deletes a savepoint's files; that there was one stays in the books.
     *
     * @throws SpecException when it cannot be deleted, and why
     * @throws IOException when its files are still there
     */
    public Snapshot deleteSavepoint(Deployment deployment, String id) throws IOException {
        Snapshot snapshot = desk.books()
                .snapshots()
                .find(id)
                .filter(one -> one.deploymentId().equals(deployment.id()))
                .orElseThrow(() -> new SpecException("snapshot: " + deployment.name() + " has no savepoint " + id));
        String path = snapshot.path();
        if (snapshot.state() != Snapshot.State.PRESENT || path == null) {
            throw new SpecException("snapshot: there is nothing to delete; it is "
                    + snapshot.state().name().toLowerCase(java.util.Locale.ROOT));
        }
        if (!StateFiles.areVisible(snapshot.folder())) {
            throw new SpecException("snapshot: Weir cannot look into " + snapshot.folder() + "; delete it there");
        }
        boolean needed = desk.books().runs().of(deployment.id(), 1).stream()
                .anyMatch(run -> path.equals(run.restoredFrom()) && !run.state().isOver());
        if (needed) {
            throw new SpecException("snapshot: what runs was restored from it, and may need its files still");
        }
        boolean only = desk.books().snapshots().of(deployment.id(), 1000).stream()
                .noneMatch(one ->
                        one.state() == Snapshot.State.PRESENT && !one.id().equals(id));
        if (only && deployment.status().state() == CurrentState.SUSPENDED) {
            throw new SpecException(
                    "snapshot: it is all that the suspended deployment has to go on from; cancel the deployment first");
        }
        StateFiles.delete(snapshot.folder());
        desk.books().snapshots().put(snapshot.ended(Snapshot.State.CLEANED, "deleted by hand", desk.now()));
        return snapshot;
    }

    /** What the loops did, for Weir's own metrics. */
    public List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.gauge("weir_deployment_loops", "Deployments that are looked after.", loops.size()),
                SelfMetric.counter("weir_deployment_turns_total", "Times a deployment was looked at.", turns.sum()),
                SelfMetric.counter(
                        "weir_deployment_turn_seconds_total",
                        "Time spent looking at deployments.",
                        turnNanos.sum() / 1e9),
                SelfMetric.counter(
                        "weir_deployment_turn_failures_total",
                        "Looks at a deployment that failed by a mistake of Weir's.",
                        turnFailures.sum()));
    }

    /** Whether nothing of a deployment runs or is under way. */
    public boolean isIdle(Deployment deployment) {
        return desk.books().acts().find(deployment.id()).isEmpty()
                && !deployment.hasOpenWish()
                && !deployment.status().state().isAlive();
    }

    /** How many loops there are. */
    public int size() {
        return loops.size();
    }

    /** Ends the loops where they are; the jobs go on. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("A deployment is still being started; the next Weir goes on with it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The turns of one loop, one after the other. */
    private final class Turns {
        private final String id;
        private final DeploymentLoop loop;
        private boolean busy;
        private boolean wantedAgain;
        private @Nullable ScheduledFuture<?> next;

        Turns(String id) {
            this.id = id;
            this.loop = new DeploymentLoop(id, desk);
        }

        synchronized void soon() {
            if (busy) {
                wantedAgain = true;
                return;
            }
            schedule(Duration.ZERO);
        }

        private synchronized void schedule(Duration pause) {
            ScheduledFuture<?> planned = next;
            if (planned != null) {
                planned.cancel(false);
            }
            // Loops that began together drift apart.
            long jitter =
                    pause.toMillis() < 1000 ? 0 : ThreadLocalRandom.current().nextLong(pause.toMillis() / 5);
            try {
                next = threads.schedule(this::turn, pause.toMillis() + jitter, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("Weir stops; the loop of deployment {} takes no more turns", id);
            }
        }

        private void turn() {
            synchronized (this) {
                if (busy) {
                    return;
                }
                busy = true;
                wantedAgain = false;
            }
            Optional<Pace> pace = Optional.of(Pace.UNHURRIED);
            long begin = System.nanoTime();
            try {
                pace = loop.turn();
            } catch (RuntimeException | LinkageError e) {
                turnFailures.increment();
                LOG.error("The loop of deployment {} failed; it goes on", id, e);
            } finally {
                turns.increment();
                turnNanos.add(System.nanoTime() - begin);
                synchronized (this) {
                    busy = false;
                    if (pace.isEmpty()) {
                        loops.remove(id);
                    } else {
                        schedule(wantedAgain ? Duration.ZERO : pace.get().pause);
                    }
                }
            }
        }
    }
}
