package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.DeploymentVersion;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.driver.session.Slots;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether what somebody starts has room: a cluster of its own in the memory that clusters on this machine may take together, a job on a
 * session cluster of this machine in its slots. What restores a lost run is not asked: it had its place. Thread-safe; whoever looks and
 * then writes a run holds its monitor, so that two do not take the same room.
 */
public final class Capacity {
    private final Books books;
    private final @Nullable Long megabytes;
    private final Supplier<Map<String, Long>> running;
    private final Function<String, Optional<Slots>> slots;

    /**
     * @param megabytes MiB that clusters on this machine may take together; null for as much as they want
     * @param running MiB of the clusters that run on this machine, those of deployments among them, by name
     * @param slots of a session cluster of this machine; empty for those elsewhere, which may grow, and when it cannot be told
     */
    public Capacity(
            Books books,
            @Nullable Long megabytes,
            Supplier<Map<String, Long>> running,
            Function<String, Optional<Slots>> slots) {
        this.books = books;
        this.megabytes = megabytes;
        this.running = running;
        this.slots = slots;
    }

    /** As much as anybody wants. */
    public static Capacity endless(Books books) {
        return new Capacity(books, null, Map::of, cluster -> Optional.empty());
    }

    /** Why there is no room for a spec, with the sum; empty when there is. What runs of the deployment itself ends before, and is not counted. */
    Optional<String> lack(Deployment deployment, DeploymentSpec spec) {
        return spec.mode() == Mode.APPLICATION ? lackOfMemory(deployment, spec) : lackOfSlots(deployment, spec);
    }

    private Optional<String> lackOfMemory(Deployment deployment, DeploymentSpec spec) {
        Long most = megabytes;
        if (most == null) {
            return Optional.empty();
        }
        Map<String, Long> taken = new TreeMap<>(running.get());
        for (Taken one : taken()) {
            if (one.run().mode() == Mode.APPLICATION) {
                taken.put(one.run().cluster(), one.spec().megabytes());
            }
        }
        taken.remove(deployment.name());
        long sum = taken.values().stream().mapToLong(Long::longValue).sum();
        if (sum + spec.megabytes() <= most) {
            return Optional.empty();
        }
        String who = taken.isEmpty()
                ? "none is taken"
                : sum + " are taken: "
                        + taken.entrySet().stream()
                                .map(one -> one.getKey() + " " + one.getValue())
                                .collect(Collectors.joining(", "));
        String managers = spec.taskManagers() == 1 ? " TaskManager need " : " TaskManagers need ";
        return Optional.of("its JobManager and " + spec.taskManagers() + managers + spec.megabytes()
                + " MiB; of the " + most + " MiB that clusters may take here (deployments.memory) " + who
                + "; suspend another one, ask for less, or allow more");
    }

    private Optional<String> lackOfSlots(Deployment deployment, DeploymentSpec spec) {
        String cluster = String.valueOf(spec.session());
        Optional<Slots> there = slots.apply(cluster);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        int needed = spec.parallelism();
        int total = there.get().total();
        int free = there.get().free();
        for (Taken one : taken()) {
            boolean same =
                    one.run().mode() == Mode.SESSION && one.run().cluster().equals(cluster);
            if (same && one.run().deploymentId().equals(deployment.id())) {
                free += one.run().state() == RunState.RUNNING ? one.spec().parallelism() : 0;
            } else if (same && one.run().state() == RunState.STARTING) {
                // Its job has not got its slots yet.
                free -= one.spec().parallelism();
            }
        }
        if (needed <= Math.min(free, total)) {
            return Optional.empty();
        }
        return Optional.of("parallelism " + needed + " needs as many slots; cluster " + cluster + " has " + total
                + (needed > total ? "" : ", " + Math.max(0, free) + " of them free")
                + "; lower the parallelism, give it more TaskManagers, or end another job");
    }

    private record Taken(Run run, DeploymentSpec spec) {}

    private List<Taken> taken() {
        return books.deployments().all().stream()
                .map(one -> one.status().runId())
                .filter(Objects::nonNull)
                .flatMap(id -> books.runs().find(id).stream())
                .filter(run -> !run.state().isOver())
                .flatMap(run -> books
                        .deployments()
                        .version(run.deploymentId(), run.version())
                        .map(DeploymentVersion::spec)
                        .map(spec -> new Taken(run, spec))
                        .stream())
                .toList();
    }
}
