package io.weir.web.app.demo;

import io.weir.collector.Collector;
import io.weir.collector.signal.ProcessKind;
import io.weir.runtime.Runtime;
import io.weir.runtime.driver.local.HostedProcess;
import io.weir.web.api.Drills;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Breaks the demo's jobs: most drills are a file with the instant until when they last, which the jobs read; one kills a
 * TaskManager.
 */
public final class DemoDrills implements Drills {
    private final Path directory;
    private final Runtime runtime;
    private final Collector collector;
    private final Clock clock;

    /** Drills that write their files into a folder, which is made when it is not there. */
    public DemoDrills(Path directory, Runtime runtime, Collector collector, Clock clock) {
        this.directory = directory;
        this.runtime = runtime;
        this.collector = collector;
        this.clock = clock;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + directory + " for drills cannot be made", e);
        }
    }

    @Override
    public List<Drill> list() {
        return DrillKind.ALL.stream().map(this::drill).toList();
    }

    private Drill drill(DrillKind kind) {
        return new Drill(
                kind.name(),
                kind.title(),
                kind.titleZh(),
                kind.description(),
                kind.descriptionZh(),
                String.join(", ", kind.events()),
                String.join("、", kind.events()),
                kind.duration(),
                runningUntil(kind));
    }

    @Override
    public synchronized Optional<Run> run(String name) {
        Optional<DrillKind> kind = DrillKind.of(name);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (kind.get().duration().isZero()) {
            return Optional.of(new Run(name, now, null, killTaskManager()));
        }
        Instant running = runningUntil(kind.get());
        if (running != null) {
            throw new IllegalStateException(
                    "the drill " + name + " runs already, until " + running + "; wait for its end");
        }
        Instant until = now.plus(kind.get().duration());
        write(directory.resolve(name), until);
        return Optional.of(new Run(name, now, until, "job payments is being disturbed until " + until));
    }

    private String killTaskManager() {
        HostedProcess victim = runtime.clusters().stream()
                .flatMap(cluster -> cluster.processes().stream())
                .filter(process ->
                        process.kind() == ProcessKind.TASK_MANAGER && process.state() == HostedProcess.State.RUNNING)
                .max(Comparator.comparingInt(this::slotsInUse))
                .orElseThrow(() ->
                        new IllegalStateException("no TaskManager runs that could be killed; wait until one does"));
        long pid = runtime.kill(victim.cluster(), victim.name());
        return victim.name() + " (pid " + pid + ") was killed with SIGKILL";
    }

    /** The one that hosts most is hit: a drill that hurts nobody shows nothing. */
    private int slotsInUse(HostedProcess process) {
        return collector.cluster(process.cluster()).stream()
                .flatMap(cluster -> cluster.taskManagers().stream())
                .filter(taskManager -> taskManager.id().equals(process.name()))
                .mapToInt(taskManager -> taskManager.slots() - taskManager.freeSlots())
                .findFirst()
                .orElse(0);
    }

    private @Nullable Instant runningUntil(DrillKind kind) {
        if (kind.duration().isZero()) {
            return null;
        }
        try {
            Instant until = Instant.parse(
                    Files.readString(directory.resolve(kind.name())).strip());
            return until.isAfter(clock.instant()) ? until : null;
        } catch (IOException | DateTimeParseException e) {
            // No file, or one that is no drill: the jobs see it the same way.
            return null;
        }
    }

    private static void write(Path file, Instant until) {
        try {
            // The jobs may read at any moment: the file appears whole or not at all.
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, until + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the drill file " + file + " cannot be written", e);
        }
    }
}
