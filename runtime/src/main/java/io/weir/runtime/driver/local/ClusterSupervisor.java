package io.weir.runtime.driver.local;

import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.Signal;
import io.weir.runtime.driver.local.ClusterRecord.ProcessRecord;
import io.weir.runtime.driver.local.HostedProcess.State;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a cluster's processes running: sees them end, says so, starts them again. One thread does all of it, so a process
 * has one state and signals come in order; the public methods may be called from any thread.
 */
final class ClusterSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSupervisor.class);
    private static final long POLL_MILLIS = 500;

    private final LocalClusterSpec spec;
    private final ClusterFolder folder;
    private final Launcher launcher;
    private final Map<String, Map<String, Integer>> ports;
    private final Consumer<Signal> signals;
    private final Clock clock;
    private final Map<String, SupervisedProcess> processes = new LinkedHashMap<>();
    private final CompletableFuture<String> startFailure = new CompletableFuture<>();
    private final ScheduledExecutorService loop;
    private boolean starting = true;
    private volatile boolean stopping;
    private volatile LocalCluster view;

    ClusterSupervisor(
            ClusterPlan plan,
            ClusterFolder folder,
            Map<String, Map<String, Integer>> ports,
            Consumer<Signal> signals,
            Clock clock) {
        this.spec = plan.spec();
        this.folder = folder;
        this.launcher = new Launcher(folder);
        this.ports = ports;
        this.signals = signals;
        this.clock = clock;
        for (ProcessPlan process : plan.processes()) {
            processes.put(process.name(), new SupervisedProcess(process, launcher));
        }
        view = new LocalCluster(spec.name(), rest(), List.of());
        loop = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "weir-runtime-" + spec.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    URI rest() {
        return ClusterPlan.rest(ports);
    }

    LocalCluster view() {
        return view;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Completes with a message when a process dies before {@link #started()}. */
    CompletableFuture<String> startFailure() {
        return startFailure;
    }

    /** Takes over the adopted and launches the others. */
    void start(Map<String, RunningProcess> adopted) {
        call(() -> {
            for (SupervisedProcess process : processes.values()) {
                RunningProcess orphan = adopted.get(process.plan.name());
                if (orphan == null) {
                    launch(process);
                } else {
                    Instant at = orphan.startedAt(clock.instant());
                    begun(process, orphan, at);
                }
            }
            return null;
        });
        loop.scheduleWithFixedDelay(guarded(this::poll), POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From here on a dead process is started again. */
    void started() {
        call(() -> {
            starting = false;
            processes.values().stream()
                    .filter(process -> process.running != null)
                    .forEach(process -> process.state = State.RUNNING);
            publish();
            return null;
        });
    }

    long kill(String name) {
        return call(() -> {
            SupervisedProcess process = processes.get(name);
            if (process == null) {
                throw new IllegalArgumentException("cluster " + spec.name() + " has no process \"" + name
                        + "\"; it has " + String.join(", ", processes.keySet()));
            }
            RunningProcess running = process.running;
            if (running == null || !running.isAlive()) {
                throw new IllegalStateException(name + " of cluster " + spec.name() + " does not run now");
            }
            running.kill();
            return running.pid();
        });
    }

    /** Stops every process and forgets the cluster; ports stay remembered. */
    synchronized void stop() {
        if (loop.isShutdown()) {
            return;
        }
        stopping = true;
        List<RunningProcess> alive = call(() -> {
            List<RunningProcess> list = new ArrayList<>();
            processes.values().forEach(process -> {
                if (process.running != null) {
                    list.add(process.running);
                }
            });
            return list;
        });
        try {
            Stopping.all(alive, Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            alive.forEach(RunningProcess::kill);
            Thread.currentThread().interrupt();
        } finally {
            call(() -> {
                processes.values().forEach(this::checkExit);
                return null;
            });
            loop.shutdownNow();
        }
    }

    private void launch(SupervisedProcess process) {
        if (stopping) {
            return;
        }
        process.beforeLaunch();
        try {
            RunningProcess running = RunningProcess.child(launcher.launch(process.plan));
            begun(process, running, clock.instant());
            running.onExit(() -> loop.execute(guarded(() -> checkExit(process))));
        } catch (IOException e) {
            LOG.error("Cannot start {} of cluster {}", process.plan.name(), spec.name(), e);
            startFailure.complete(process.plan.name() + " cannot be started: " + e.getMessage());
            retry(process, Duration.ZERO);
        }
    }

    private void begun(SupervisedProcess process, RunningProcess running, Instant at) {
        process.started(running, at, starting ? State.STARTING : State.RUNNING);
        LOG.info(
                "{} of cluster {} {} as pid {}",
                process.plan.name(),
                spec.name(),
                running.isAdopted() ? "adopted" : "started",
                running.pid());
        publish();
        signal(new ProcessStarted(
                spec.name(),
                running.isAdopted() ? clock.instant() : at,
                process.plan.name(),
                process.plan.kind(),
                running.pid(),
                running.isAdopted()));
    }

    private void poll() {
        for (SupervisedProcess process : processes.values()) {
            if (process.running != null && process.running.isAdopted()) {
                checkExit(process);
            }
        }
    }

    private void checkExit(SupervisedProcess process) {
        RunningProcess running = process.running;
        if (running == null || running.isAlive()) {
            return;
        }
        Instant at = clock.instant();
        int code = running.exitCode();
        List<String> lines = process.lastLines();
        process.exited(code);
        publish();
        LOG.info("{} of cluster {} (pid {}) ended with {}", process.plan.name(), spec.name(), running.pid(), code);
        signal(new ProcessExited(
                spec.name(), at, process.plan.name(), process.plan.kind(), running.pid(), code, stopping, lines));
        if (stopping) {
            return;
        }
        if (starting) {
            startFailure.complete(process.plan.name() + " ended with exit code " + code + " while starting:\n"
                    + String.join("\n", lines));
            return;
        }
        retry(process, Duration.between(process.startedAt, at));
    }

    private void retry(SupervisedProcess process, Duration lived) {
        Optional<Duration> wait = process.backoff.afterDeath(lived);
        if (wait.isEmpty()) {
            LOG.error(
                    "{} of cluster {} died young {} times in a row and is left dead; its last lines:\n{}",
                    process.plan.name(),
                    spec.name(),
                    RestartBackoff.LIMIT + 1,
                    String.join("\n", process.lastLines()));
            return;
        }
        loop.schedule(
                guarded(() -> {
                    process.restarts++;
                    launch(process);
                }),
                wait.get().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void publish() {
        Map<String, ProcessRecord> records = new TreeMap<>();
        for (SupervisedProcess process : processes.values()) {
            if (process.running != null) {
                records.put(
                        process.plan.name(),
                        new ProcessRecord(
                                process.running.pid(),
                                process.startedAt.toEpochMilli(),
                                process.plan.fingerprint(),
                                process.restarts));
            }
        }
        view = new LocalCluster(
                spec.name(),
                rest(),
                processes.values().stream()
                        .map(process -> process.view(spec.name()))
                        .toList());
        try {
            new ClusterRecord(spec.name(), ports, records).write(folder);
        } catch (IOException e) {
            LOG.warn("Cannot write {}: {}", folder.record(), e.toString());
        }
    }

    private void signal(Signal signal) {
        try {
            signals.accept(signal);
        } catch (RuntimeException e) {
            LOG.error("A listener failed on {}", signal, e);
        }
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("Supervising cluster {} failed; it goes on", spec.name(), e);
            }
        };
    }

    private <T> T call(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, loop).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while supervising cluster " + spec.name(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
