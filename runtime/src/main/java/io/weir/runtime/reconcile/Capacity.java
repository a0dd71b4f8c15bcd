package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.DeploymentVersion;
import io.weir.runtime.deployment.DesiredState;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what somebody starts has room: a cluster of its own in the memory that clusters on this machine may take together, a job on a
 * session cluster of this machine in the slots it was given. It is worked out from what is written, not from what Flink says at a moment, when
 * processes start and slots come back late. A deployment on its way to another version counts as the larger of both, so that nobody takes its
 * room meanwhile. What restores a lost run is not asked: it had its place. Thread-safe; whoever looks and then writes a run holds its
 * monitor, so that two do not take the same room.
 */
public final class Capacity {
    private final Books books;
    private final @Nullable Long megabytes;
    private final Supplier<Map<String, Long>> running;
    private final Function<String, OptionalInt> slots;

    /**
     * @param megabytes MiB that clusters on this machine may take together; null for as much as they want
     * @param running MiB of the clusters that run on this machine, those of deployments among them, by name
     * @param slots that a session cluster of this machine was given; empty for those elsewhere and those that adapt, which take any job
     */
    public Capacity(
            Books books,
            @Nullable Long megabytes,
            Supplier<Map<String, Long>> running,
            Function<String, OptionalInt> slots) {
        this.books = books;
        this.megabytes = megabytes;
        this.running = running;
        this.slots = slots;
    }

    /** Why there is no room for a spec, with the sum; empty when there is. What the deployment itself has is given back before, and not counted. */
    Optional<String> lack(Deployment deployment, DeploymentSpec spec) {
        return spec.mode() == Mode.APPLICATION ? lackOfMemory(deployment, spec) : lackOfSlots(deployment, spec);
    }

    private Optional<String> lackOfMemory(Deployment deployment, DeploymentSpec spec) {
        Long most = megabytes;
        if (most == null) {
            return Optional.empty();
        }
        Map<String, Long> taken = new TreeMap<>(running.get());
        taken.remove(deployment.name());
        for (Claim claim : claims(deployment)) {
            if (claim.spec().mode() == Mode.APPLICATION) {
                taken.merge(claim.deployment(), claim.spec().megabytes(), Math::max);
            }
        }
        long sum = taken.values().stream().mapToLong(Long::longValue).sum();
        if (sum + spec.megabytes() <= most) {
            return Optional.empty();
        }
        String managers = spec.taskManagers() == 1 ? " TaskManager need " : " TaskManagers need ";
        return Optional.of("its JobManager and " + spec.taskManagers() + managers + spec.megabytes()
                + " MiB; of the " + most + " MiB that clusters may take here (deployments.memory) " + sum + " are taken"
                + by(taken) + "; suspend another one, ask for less, or allow more");
    }

    private Optional<String> lackOfSlots(Deployment deployment, DeploymentSpec spec) {
        String cluster = String.valueOf(spec.session());
        OptionalInt total = slots.apply(cluster);
        if (total.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> taken = new TreeMap<>();
        for (Claim claim : claims(deployment)) {
            if (claim.spec().mode() == Mode.SESSION
                    && cluster.equals(claim.spec().session())) {
                taken.merge(claim.deployment(), (long) claim.spec().parallelism(), Math::max);
            }
        }
        long sum = taken.values().stream().mapToLong(Long::longValue).sum();
        if (sum + spec.parallelism() <= total.getAsInt()) {
            return Optional.empty();
        }
        return Optional.of("parallelism " + spec.parallelism() + " needs as many slots; of the " + total.getAsInt()
                + " of cluster "
                + cluster + " deployments have " + sum + by(taken)
                + "; lower the parallelism, give the cluster more TaskManagers, or suspend another one");
    }

    private static String by(Map<String, Long> taken) {
        return taken.isEmpty()
                ? ""
                : taken.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    /** What a deployment has, or will have when what is under way has come to its end. */
    private record Claim(String deployment, DeploymentSpec spec) {}

    private List<Claim> claims(Deployment but) {
        return books.deployments().all().stream()
                .filter(one -> !one.id().equals(but.id()))
                .flatMap(one -> Stream.concat(has(one), willHave(one)).map(spec -> new Claim(one.name(), spec)))
                .toList();
    }

    private Stream<DeploymentSpec> has(Deployment deployment) {
        return Stream.ofNullable(deployment.status().runId())
                .flatMap(id -> books.runs().find(id).stream())
                .filter(run -> !run.state().isOver())
                .map(Run::version)
                .flatMap(version -> spec(deployment, version));
    }

    /** What it was looked at for before what ran was stopped. */
    private Stream<DeploymentSpec> willHave(Deployment deployment) {
        boolean onItsWay = deployment.status().state().isAlive()
                && deployment.hasOpenWish()
                && deployment.wish().state() == DesiredState.RUNNING;
        return onItsWay ? spec(deployment, deployment.wish().version()) : Stream.empty();
    }

    private Stream<DeploymentSpec> spec(Deployment deployment, int version) {
        return books.deployments().version(deployment.id(), version).map(DeploymentVersion::spec).stream();
    }
}
