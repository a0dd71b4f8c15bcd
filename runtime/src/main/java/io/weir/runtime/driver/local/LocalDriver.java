package io.weir.runtime.driver.local;

import io.weir.collector.signal.Signal;
import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hosts clusters as child processes of this machine, bound to loopback. Thread-safe. */
public final class LocalDriver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDriver.class);

    private final Path clusters;
    private final Consumer<Signal> signals;
    private final Clock clock;
    private final Map<String, ClusterSupervisor> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param flinkDirectory clusters are kept in {@code clusters/} below it */
    public LocalDriver(Path flinkDirectory, Consumer<Signal> signals, Clock clock) {
        this.clusters = flinkDirectory.resolve("clusters");
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * Starts a cluster, adopting what an earlier Weir left of it, and returns when its TaskManagers are registered.
     *
     * @throws IllegalStateException when it runs already, or a process dies; nothing of it is left running then
     */
    public LocalCluster start(LocalClusterSpec spec, Distribution distribution, Progress progress) {
        ClusterSupervisor supervisor;
        synchronized (this) {
            if (running.containsKey(spec.name())) {
                throw new IllegalStateException("cluster " + spec.name() + " runs already");
            }
            supervisor = begin(spec, distribution, progress);
            running.put(spec.name(), supervisor);
        }
        try {
            if (closed) {
                throw new IllegalStateException("cluster " + spec.name() + " is not started: Weir is being stopped");
            }
            Readiness.await(supervisor, spec, progress);
            supervisor.started();
            return supervisor.view();
        } catch (InterruptedException e) {
            stop(spec.name());
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting cluster " + spec.name(), e);
        } catch (RuntimeException e) {
            stop(spec.name());
            throw e;
        }
    }

    private ClusterSupervisor begin(LocalClusterSpec spec, Distribution distribution, Progress progress) {
        ClusterFolder folder = new ClusterFolder(clusters.resolve(spec.name()));
        try {
            folder.create();
            progress.report("configuring cluster " + spec.name(), 0, spec.taskManagers() + 1);
            Takeover takeover = Takeover.prepare(spec, folder, distribution);
            ClusterSupervisor supervisor =
                    new ClusterSupervisor(takeover.plan(), folder, takeover.ports(), signals, clock);
            supervisor.start(takeover.adopted());
            return supervisor;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot prepare cluster " + spec.name() + " in " + folder.root() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while preparing cluster " + spec.name(), e);
        }
    }

    /**
     * Takes up an application cluster that an earlier Weir left running; starts no JobManager.
     *
     * @return empty when there is none, or its JobManager is gone; what was left of it is stopped then
     * @throws IllegalStateException when it cannot be told
     */
    public Optional<LocalCluster> adopt(LocalClusterSpec spec, Distribution distribution) {
        ClusterFolder folder = folder(spec.name());
        synchronized (this) {
            ClusterSupervisor known = running.get(spec.name());
            if (known != null) {
                return Optional.of(known.view());
            }
            try {
                folder.create();
                Optional<Takeover> takeover = Takeover.only(spec, folder, distribution);
                if (takeover.isEmpty() || closed) {
                    return Optional.empty();
                }
                ClusterSupervisor supervisor = new ClusterSupervisor(
                        takeover.get().plan(), folder, takeover.get().ports(), signals, clock);
                supervisor.start(takeover.get().adopted());
                supervisor.started();
                running.put(spec.name(), supervisor);
                return Optional.of(supervisor.view());
            } catch (IOException e) {
                throw new IllegalStateException(
                        "cannot look for cluster " + spec.name() + " in " + folder.root() + ": " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while looking for cluster " + spec.name(), e);
            }
        }
    }

    /** Stops what an earlier Weir left of a cluster that nobody runs now. */
    public void stopOrphans(String cluster) {
        try {
            Orphans.of(folder(cluster)).stopOthers(Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping what was left of cluster " + cluster, e);
        }
    }

    /** The last lines that a cluster's JobManager wrote to its output, oldest first; none when it does not run. */
    List<String> said(String cluster) {
        ClusterSupervisor supervisor = running.get(cluster);
        return supervisor == null ? List.of() : supervisor.said();
    }

    /** A hosted cluster by name. */
    public Optional<LocalCluster> cluster(String name) {
        return Optional.ofNullable(running.get(name)).map(ClusterSupervisor::view);
    }

    /** Where a cluster's jobs keep their checkpoints. */
    public Path checkpoints(String cluster) {
        return folder(cluster).checkpoints();
    }

    /** Where a cluster's savepoints go. */
    public Path savepoints(String cluster) {
        return folder(cluster).savepoints();
    }

    private ClusterFolder folder(String cluster) {
        return new ClusterFolder(clusters.resolve(cluster));
    }

    /** Every cluster that was started and not stopped, as it is now. */
    public List<LocalCluster> clusters() {
        return running.values().stream().map(ClusterSupervisor::view).toList();
    }

    /** MiB that the processes of each of them may take together, by name. */
    public Map<String, Long> megabytes() {
        return running.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().spec().megabytes()));
    }

    /** The slots that a session cluster was given; empty when there is none of the name, and for one that adapts to the slots there are. */
    public OptionalInt slots(String cluster) {
        ClusterSupervisor supervisor = running.get(cluster);
        if (supervisor == null || supervisor.spec().isAdaptive()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                supervisor.spec().taskManagers() * supervisor.spec().slots());
    }

    /** SIGKILL; returns the pid. Counts as a death, not as a stop. */
    public long kill(String cluster, String process) {
        return of(cluster).kill(process);
    }

    /**
     * Writes other log levels into a running cluster's logging configuration, which Flink's processes read again within seconds; the next start
     * has those of its spec.
     *
     * @param levels by logger; {@code root} is the root logger
     */
    public void logLevels(String cluster, Map<String, String> levels) {
        of(cluster);
        try {
            ClusterFolder.write(folder(cluster).conf().resolve("log4j.properties"), Log4j.with(levels));
        } catch (IOException e) {
            throw new IllegalStateException("the logging configuration of " + cluster + " cannot be written: " + e, e);
        }
    }

    /** Returns when the cluster's processes are gone; does nothing for a cluster that does not run. */
    public void stop(String cluster) {
        ClusterSupervisor supervisor = running.get(cluster);
        if (supervisor != null) {
            supervisor.stop();
            running.remove(cluster, supervisor);
        }
    }

    /**
     * Stops every session cluster, all at the same time, for good: one that is being started is stopped too. Application clusters
     * go on and are found again by the next Weir: they belong to deployments, which do not end with it.
     */
    @Override
    public void close() {
        closed = true;
        running.keySet().parallelStream().forEach(cluster -> {
            try {
                ClusterSupervisor supervisor = running.get(cluster);
                if (supervisor != null && supervisor.hasJob()) {
                    supervisor.detach();
                    return;
                }
                stop(cluster);
            } catch (RuntimeException e) {
                LOG.error("Cannot stop cluster {}", cluster, e);
            }
        });
    }

    private ClusterSupervisor of(String cluster) {
        ClusterSupervisor supervisor = running.get(cluster);
        if (supervisor == null) {
            throw new IllegalArgumentException(
                    "no cluster \"" + cluster + "\" is hosted here; hosted are " + running.keySet());
        }
        return supervisor;
    }
}
