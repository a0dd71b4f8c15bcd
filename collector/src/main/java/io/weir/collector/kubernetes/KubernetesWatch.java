package io.weir.collector.kubernetes;

import io.weir.collector.discovery.Discovery;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.signal.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The Flink pods of one Kubernetes API: their metrics pages as targets, and signals of what happens to them. Thread-safe.
 */
final class KubernetesWatch implements AutoCloseable {
    /** So long before Weir was started an exit may lie that it has not told yet and tells all the same. */
    private static final Duration TELL_BACK = Duration.ofHours(1);

    private final String name;
    private final ApiConnection connection;
    private final PodLogs logs;
    private final List<PodWatch> watches;

    private KubernetesWatch(KubernetesConfig config, ApiConnection connection, List<PodWatch> watches) {
        this.name = config.name();
        this.connection = connection;
        this.watches = watches;
        this.logs = new PodLogs(
                new PodApi(connection, "", config.labelSelector(), config.timeout()),
                () -> watches.stream().flatMap(watch -> watch.logs().stream()).toList());
    }

    /**
     * Begins to watch; the API is first asked on threads of its own, so that nobody waits for it.
     *
     * @param discoveries gives the listener for the targets of a namespace; of all of them when the text is empty
     * @param signals hears what is new; of one namespace in order, on that namespace's thread
     */
    static KubernetesWatch watch(
            KubernetesConfig config,
            PodMemory memory,
            Clock clock,
            Function<String, Discovery> discoveries,
            Consumer<Signal> signals,
            PodPauses pauses) {
        ApiConnection connection = new ApiConnection(config);
        PodReader reader = new PodReader(config.name(), config.mapping(), config.scrape());
        Instant tellSince = clock.instant().minus(TELL_BACK);
        List<PodWatch> watches = new ArrayList<>();
        for (String namespace : config.namespaces().isEmpty() ? List.of("") : config.namespaces()) {
            watches.add(new PodWatch(
                    config,
                    namespace,
                    new PodApi(connection, namespace, config.labelSelector(), config.timeout()),
                    new PodSet(config.name(), namespace, reader, memory, tellSince),
                    pauses,
                    clock,
                    discoveries.apply(namespace),
                    signals));
        }
        watches.forEach(PodWatch::start);
        return new KubernetesWatch(config, connection, List.copyOf(watches));
    }

    /** The name in the config. */
    String name() {
        return name;
    }

    /** The logs of its pods. */
    PodLogs logs() {
        return logs;
    }

    /** How the watches are. */
    List<SelfMetric> selfMetrics() {
        return watches.stream().flatMap(watch -> watch.selfMetrics().stream()).toList();
    }

    /** Ends the watches; their targets are gone. */
    @Override
    public void close() {
        // All are told to end before any is waited for.
        watches.forEach(PodWatch::end);
        watches.forEach(PodWatch::close);
        connection.close();
    }
}
