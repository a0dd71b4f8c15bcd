package io.weir.collector.kubernetes;

import io.weir.collector.discovery.Discovery;
import io.weir.collector.discovery.Origin;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.signal.Signal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Flink pods of some Kubernetes APIs: their metrics pages as targets, and signals of what happens to them. Thread-safe.
 */
public final class KubernetesPods implements AutoCloseable {
    private final PodMemory memory;
    private final List<KubernetesWatch> watches;

    private KubernetesPods(PodMemory memory, List<KubernetesWatch> watches) {
        this.memory = memory;
        this.watches = watches;
    }

    /** No pods at all. */
    public static KubernetesPods none() {
        return new KubernetesPods(new MemoryPodMemory(), List.of());
    }

    /**
     * Begins to watch. The APIs are asked on threads of their own, which try for ever, so that nobody waits for them.
     *
     * @param database the SQLite file that {@link io.weir.collector.cluster.SqlJobHistory#open} brought up to date
     * @param discoveries gives the listener for the targets of an origin
     * @param signals hears what is new, on the threads of the watches; of one namespace in order
     */
    public static KubernetesPods watch(
            List<KubernetesConfig> configs,
            Path database,
            Clock clock,
            Function<Origin, Discovery> discoveries,
            Consumer<Signal> signals) {
        PodMemory memory = SqlPodMemory.open(database);
        return new KubernetesPods(
                memory,
                configs.stream()
                        .map(config -> KubernetesWatch.watch(
                                config,
                                memory,
                                clock,
                                namespace -> discoveries.apply(origin(config.name(), namespace)),
                                signals,
                                PodPauses.DEFAULTS))
                        .toList());
    }

    private static Origin origin(String kubernetes, String namespace) {
        return new Origin(Origin.Kind.KUBERNETES, namespace.isEmpty() ? kubernetes : kubernetes + "/" + namespace);
    }

    /**
     * What is wrong with a way to an API, without going it; empty when nothing is.
     *
     * @param kubeconfig null for the service account of the pod that Weir runs in
     * @param context null for the kubeconfig's current one
     */
    public static Optional<String> fault(@Nullable Path kubeconfig, @Nullable String context) {
        try {
            ApiConnection.access(kubeconfig, context);
            return Optional.empty();
        } catch (ApiAccessException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Notes which signals all listeners heard, so that a restart does not tell them again; those of other things are passed over. */
    public void markTold(Collection<Signal> signals, Instant at) {
        memory.markTold(signals, at);
    }

    /** Forgets what was told before a moment. */
    public void prune(Instant before) {
        memory.prune(before);
    }

    /**
     * The logs of the pods of one API.
     *
     * @param kubernetes its name in the config
     */
    public PodLogs logs(String kubernetes) {
        return watches.stream()
                .filter(watch -> watch.name().equals(kubernetes))
                .findFirst()
                .map(KubernetesWatch::logs)
                .orElseThrow(() -> new IllegalArgumentException("no Kubernetes API is called " + kubernetes));
    }

    /** How the watches are, for Weir's own {@code /metrics}. */
    public List<SelfMetric> selfMetrics() {
        return watches.stream().flatMap(watch -> watch.selfMetrics().stream()).toList();
    }

    /** Ends the watches. What was told and not noted yet may still be noted until {@link #close}. */
    public void stop() {
        watches.forEach(KubernetesWatch::close);
    }

    /** Ends the watches and closes the memory. */
    @Override
    public void close() {
        stop();
        memory.close();
    }
}
