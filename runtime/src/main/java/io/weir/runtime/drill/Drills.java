package io.weir.runtime.drill;

import io.weir.collector.signal.ProcessKind;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.driver.local.HostedProcess;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.driver.local.LocalDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drills on deployments that have a cluster of their own here. Each is written down before it is done, so that a Weir that dies meanwhile is followed by one that
 * undoes it. Thread-safe.
 */
public final class Drills implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Drills.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 50;

    private final LocalDriver local;
    private final Path folder;
    private final Clock clock;
    private final List<Drill> done = new ArrayList<>();
    private final List<Drill> running = new ArrayList<>();
    private final ScheduledExecutorService undoing = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "weir-drills");
        thread.setDaemon(true);
        return thread;
    });

    /** @param folder where drills that run are written down */
    public Drills(LocalDriver local, Path folder, Clock clock) {
        this.local = local;
        this.folder = folder;
        this.clock = clock;
    }

    /** Undoes what an earlier Weir left. */
    public void begin() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> notes = Files.list(folder)) {
            for (Path note :
                    notes.filter(file -> file.toString().endsWith(".drill")).toList()) {
                List<String> lines = Files.readAllLines(note);
                LOG.warn("An earlier Weir left a drill on cluster {}; undoing it", lines.get(0));
                undo(lines.get(0), Drill.Kind.valueOf(lines.get(1)), Long.parseLong(lines.get(2)));
                Files.delete(note);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("A drill that an earlier Weir left cannot be undone", e);
        }
    }

    /** Newest first. */
    public synchronized List<Drill> of(String deployment) {
        return Stream.concat(running.stream(), done.stream())
                .filter(drill -> drill.deployment().equals(deployment))
                .sorted((a, b) -> b.at().compareTo(a.at()))
                .toList();
    }

    /**
     * Begins one.
     *
     * @param process a TaskManager's name; null for the first one
     * @param duration how long it lasts, 1 s to 10 min; of no meaning when something is killed
     * @throws SpecException when it cannot be done now, and why
     */
    public synchronized Drill run(
            Deployment deployment,
            String cluster,
            Drill.Kind kind,
            @Nullable String process,
            Duration duration,
            String by) {
        if (deployment.status().state() != CurrentState.RUNNING) {
            throw new SpecException("drill: " + deployment.name() + " does not run now");
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new SpecException("seconds: must be 1 to " + LONGEST.toSeconds() + ", got " + duration.toSeconds());
        }
        if (running.stream().anyMatch(drill -> drill.deployment().equals(deployment.name()))) {
            throw new SpecException("drill: one runs on " + deployment.name() + " already");
        }
        LocalCluster hosted = local.cluster(cluster)
                .orElseThrow(() -> new SpecException("drill: " + deployment.name()
                        + " has no cluster of its own here; drills are for deployments in application mode"));
        boolean onFolder = kind == Drill.Kind.CUT_CHECKPOINTS;
        HostedProcess hurt = onFolder ? null : taskManager(hosted, process);
        Instant now = clock.instant();
        Drill drill = new Drill(
                UUID.randomUUID().toString(),
                deployment.name(),
                cluster,
                kind,
                hurt == null ? "checkpoints" : hurt.name(),
                hurt == null ? 0 : hurt.pid(),
                by,
                now,
                kind == Drill.Kind.KILL_TASKMANAGER ? now : now.plus(duration));
        try {
            act(drill, duration);
        } catch (IOException e) {
            over(drill);
            throw new SpecException("drill: " + e.getMessage());
        }
        return drill;
    }

    private void act(Drill drill, Duration duration) throws IOException {
        LOG.info(
                "Drill {} on {} of {} for {} by {}",
                drill.kind(),
                drill.process(),
                drill.deployment(),
                duration,
                drill.by());
        if (drill.kind() == Drill.Kind.KILL_TASKMANAGER) {
            local.kill(drill.cluster(), drill.process());
            keep(drill);
            return;
        }
        running.add(drill);
        Files.createDirectories(folder);
        Files.writeString(
                note(drill.cluster()), drill.cluster() + "\n" + drill.kind().name() + "\n" + drill.pid() + "\n");
        switch (drill.kind()) {
            case FREEZE_TASKMANAGER -> Blows.signal(drill.pid(), "STOP");
            case FILL_HEAP -> Blows.fillHeap(drill.pid(), duration, folder);
            case CUT_CHECKPOINTS -> Blows.cut(local.checkpoints(drill.cluster()));
            case KILL_TASKMANAGER -> throw new IllegalStateException("is over at once");
        }
        var unused = undoing.schedule(() -> over(drill), duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static HostedProcess taskManager(LocalCluster cluster, @Nullable String name) {
        return cluster.processes().stream()
                .filter(process -> process.kind() == ProcessKind.TASK_MANAGER)
                .filter(process -> process.state() != HostedProcess.State.EXITED)
                .filter(process -> name == null || process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SpecException("process: cluster " + cluster.name() + " has no TaskManager "
                        + (name == null ? "that runs" : name)));
    }

    private synchronized void over(Drill drill) {
        if (running.remove(drill)) {
            try {
                undo(drill.cluster(), drill.kind(), drill.pid());
                Files.deleteIfExists(note(drill.cluster()));
                LOG.info("Drill {} on {} of {} is over", drill.kind(), drill.process(), drill.deployment());
            } catch (IOException e) {
                LOG.error("Drill {} on cluster {} cannot be undone", drill.kind(), drill.cluster(), e);
            }
        }
        keep(drill);
    }

    private void keep(Drill drill) {
        done.add(drill);
        if (done.size() > MOST_KEPT) {
            done.remove(0);
        }
    }

    private void undo(String cluster, Drill.Kind kind, long pid) throws IOException {
        if (kind == Drill.Kind.CUT_CHECKPOINTS) {
            Blows.mend(local.checkpoints(cluster));
        } else if (kind == Drill.Kind.FREEZE_TASKMANAGER && isOf(pid, cluster)) {
            Blows.signal(pid, "CONT");
        }
    }

    /** A pid may be somebody else's by now. */
    private static boolean isOf(long pid, String cluster) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().commandLine())
                .filter(line -> line.contains("-Dweir.cluster=" + cluster + " "))
                .isPresent();
    }

    private Path note(String cluster) {
        return folder.resolve(cluster + ".drill");
    }

    /** Undoes what runs. */
    @Override
    public void close() {
        undoing.shutdownNow();
        List<Drill> all;
        synchronized (this) {
            all = List.copyOf(running);
        }
        all.forEach(this::over);
    }
}
