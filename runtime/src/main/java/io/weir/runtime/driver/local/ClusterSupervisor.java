package io.weir.runtime.driver.local;

import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a cluster's processes running: sees them end, says so, starts them again. One thread does all of it, so a process
 * has one state and signals come in order; the public methods may be called from any thread.
 */
final class ClusterSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSupervisor.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final LocalClusterSpec spec;
    private final ClusterFolder folder;
    private final Launcher launcher;
    private final Map<String, Map<String, Integer>> ports;
    private final Consumer<Signal> signals;
    private final Clock clock;
    private final Map<String, SupervisedProcess> processes = new LinkedHashMap<>();
    private final CompletableFuture<String> startFailure = new CompletableFuture<>();
    private final SupervisorLoop loop;
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
        loop = new SupervisorLoop(spec.name());
    }

    LocalClusterSpec spec() {
        return spec;
    }

    URI rest() {
        return ClusterPlan.rest(ports);
    }

    LocalCluster view() {
        return view;
    }

    /** The last lines of the JobManager's output, where its main class writes; none when nobody watches it any more. */
    List<String> said() {
        return loop.hasEnded()
                ? List.of()
                : loop.call(() -> {
                    SupervisedProcess jobManager = processes.get(LocalNames.JOB_MANAGER);
                    return jobManager == null ? List.<String>of() : jobManager.lastOutput();
                });
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
        loop.call(() -> {
            for (SupervisedProcess process : processes.values()) {
                RunningProcess orphan = adopted.get(process.plan.name());
                if (orphan == null) {
                    launch(process);
                } else {
                    Instant at = orphan.startedAt(clock.instant());
                    begun(process, orphan, at);
                }
            }
        });
        loop.every(POLL, this::poll);
    }

    /** From here on a dead process is started again. */
    void started() {
        loop.call(() -> {
            starting = false;
            processes.values().stream()
                    .filter(process -> process.running != null)
                    .forEach(process -> process.state = State.RUNNING);
            publish();
        });
    }

    /** Kills those of the named that were adopted, alive but of no use; they are started anew. */
    void replaceAdopted(Set<String> names) {
        loop.call(() -> {
            for (String name : names) {
                SupervisedProcess process = processes.get(name);
                RunningProcess running = process == null ? null : process.running;
                if (running != null && running.isAdopted()) {
                    LOG.warn("{} of cluster {} was adopted but does not register; replacing it", name, spec.name());
                    running.kill();
                }
            }
        });
    }

    long kill(String name) {
        return loop.call(() -> {
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
        if (loop.hasEnded()) {
            return;
        }
        stopping = true;
        List<RunningProcess> alive = loop.call(() -> {
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
            loop.call(() -> {
                processes.values().forEach(this::checkExit);
            });
            loop.end();
        }
    }

    /** Lets go of the processes, which go on. */
    synchronized void detach() {
        loop.end();
    }

    boolean hasJob() {
        return spec.job() != null;
    }

    private void launch(SupervisedProcess process) {
        if (stopping) {
            return;
        }
        process.beforeLaunch();
        try {
            RunningProcess running = RunningProcess.child(launcher.launch(process.plan));
            begun(process, running, clock.instant());
            running.onExit(() -> loop.run(() -> checkExit(process)));
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
        if (starting && !running.isAdopted()) {
            startFailure.complete(process.plan.name() + " ended with exit code " + code + " while starting:\n"
                    + String.join("\n", lines));
            return;
        }
        retry(process, Duration.between(process.startedAt, at));
    }

    private void retry(SupervisedProcess process, Duration lived) {
        if (spec.job() != null && process.plan.kind() == ProcessKind.JOB_MANAGER) {
            // Its command line names the state the job began with: run again, it would forget what came since.
            LOG.warn("The JobManager of cluster {} is not started again; its job is to be restored", spec.name());
            return;
        }
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
        loop.after(wait.get(), () -> {
            process.restarts++;
            launch(process);
        });
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
}
