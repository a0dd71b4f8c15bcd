package io.weir.collector.kubernetes;

import io.weir.collector.discovery.Discovery;
import io.weir.collector.signal.Signal;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pods being watched, with everything that was told. */
final class PodWatching implements AutoCloseable {
    static final PodPauses QUICK =
            new PodPauses(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofMillis(20));

    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private final Heard heard = new Heard();
    private final KubernetesWatch pods;
    private final PodMemory memory;

    private PodWatching(KubernetesConfig config, PodMemory memory, PodPauses pauses) {
        this.memory = memory;
        Clock clock = Clock.fixed(FlinkPods.STARTED.plus(Duration.ofMinutes(5)), ZoneOffset.UTC);
        this.pods = KubernetesWatch.watch(config, memory, clock, heard::of, signals::add, pauses);
    }

    static PodWatching of(KubernetesConfig config) {
        return new PodWatching(config, new MemoryPodMemory(), QUICK);
    }

    static PodWatching of(KubernetesConfig config, PodMemory memory, PodPauses pauses) {
        return new PodWatching(config, memory, pauses);
    }

    /** A config for a server that asks for no credentials. */
    static KubernetesConfig config(Path folder, URI server, Duration timeout, String... namespaces) {
        Path kubeconfig = folder.resolve("kubeconfig");
        try {
            Files.writeString(kubeconfig, """
                    apiVersion: v1
                    kind: Config
                    current-context: test
                    contexts:
                    - name: test
                      context: {cluster: test, user: test}
                    clusters:
                    - name: test
                      cluster: {server: "%s"}
                    users:
                    - name: test
                      user: {token: of-a-test}
                    """.formatted(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new KubernetesConfig(
                "test",
                kubeconfig,
                null,
                List.of(namespaces),
                KubernetesConfig.FLINK_PODS,
                PodMapping.DEFAULTS,
                timeout,
                ScrapeOptions.DEFAULTS);
    }

    List<Signal> signals() {
        return List.copyOf(signals);
    }

    <T extends Signal> List<T> signals(Class<T> type) {
        return signals.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Target> targets() {
        return heard.targets.values().stream().flatMap(List::stream).toList();
    }

    List<String> failures() {
        return List.copyOf(heard.failures);
    }

    /** Whether the last word of every watch was a good one. */
    boolean isKnown() {
        return !heard.known.containsValue(false);
    }

    /** Whether the last word of a namespace's watch was a good one. */
    boolean isKnown(String namespace) {
        return Boolean.TRUE.equals(heard.known.get(namespace));
    }

    double metric(String name) {
        return pods.selfMetrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(metric -> metric.value())
                .sum();
    }

    /** As the collector does once all listeners heard. */
    void rememberWhatWasTold() {
        memory.markTold(signals(), FlinkPods.STARTED.plus(Duration.ofMinutes(5)));
    }

    @Override
    public void close() {
        pods.close();
    }

    /** What the watches of all namespaces told of their targets. */
    private static final class Heard {
        private final List<String> failures = new CopyOnWriteArrayList<>();
        private final Map<String, List<Target>> targets = new ConcurrentSkipListMap<>();
        private final Map<String, Boolean> known = new ConcurrentHashMap<>();

        Discovery of(String namespace) {
            known.put(namespace, false);
            return new Discovery() {
                @Override
                public void publish(Collection<Target> published) {
                    targets.put(namespace, List.copyOf(published));
                    known.put(namespace, true);
                }

                @Override
                public void failed(String reason) {
                    known.put(namespace, false);
                    failures.add(reason);
                }

                @Override
                public void close() {
                    targets.remove(namespace);
                }
            };
        }
    }
}
