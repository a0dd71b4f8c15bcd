package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.weir.collector.Collector;
import io.weir.collector.CollectorConfig;
import io.weir.collector.discovery.SourceStatus;
import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.Signal;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.TargetStatus.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods through the collector's door: from the API to a scrape, and over a restart. */
class KubernetesPodsTest {
    private static final String NAME = "orders-taskmanager-1-1";

    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);

    private Path folder;
    private KubernetesClient kubectl;
    private ApiBridge bridge;
    private HttpServer page;

    @BeforeEach
    void serve(@TempDir Path temporary) throws IOException {
        folder = temporary;
        server.init(InetAddress.getLoopbackAddress(), 0);
        kubectl = server.createClient();
        bridge = new ApiBridge(URI.create("http://127.0.0.1:" + server.getPort()));
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/metrics", exchange -> {
            byte[] text = "flink_taskmanager_Status_JVM_CPU_Load{tm_id=\"orders_taskmanager_1_1\"} 0.5\n"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        page.start();
    }

    @AfterEach
    void stop() {
        bridge.close();
        kubectl.close();
        server.destroy();
        page.stop(0);
    }

    private Collector collector(List<Signal> signals) {
        CollectorConfig defaults = CollectorConfig.defaults(folder.resolve("data"));
        Collector collector = Collector.open(
                new CollectorConfig(
                        defaults.dataDirectory(),
                        Duration.ofMillis(500),
                        Duration.ofMillis(500),
                        defaults.scrapeLimits(),
                        defaults.pollInterval(),
                        defaults.pollTimeout(),
                        defaults.headRetention(),
                        defaults.storage()),
                Clock.systemUTC());
        collector.onSignal(signals::add);
        KubernetesConfig config = PodWatching.config(folder, bridge.url(), Duration.ofSeconds(5), "flink");
        PodMapping mapping = PodMapping.DEFAULTS;
        collector.watchPods(List.of(new KubernetesConfig(
                "prod",
                config.kubeconfig(),
                null,
                config.namespaces(),
                config.labelSelector(),
                new PodMapping(
                        mapping.cluster(),
                        mapping.component(),
                        "http",
                        new PodTemplate(String.valueOf(page.getAddress().getPort())),
                        mapping.path(),
                        Map.of()),
                config.timeout(),
                ScrapeOptions.DEFAULTS)));
        return collector;
    }

    /** A pod on this machine, which ended once a minute ago. */
    private static Pod pod() {
        Pod pod = FlinkPods.running(FlinkPods.taskManager(NAME), 1);
        var last = pod.getStatus().getContainerStatuses().get(0).getLastState().getTerminated();
        last.setFinishedAt(Instant.now().minusSeconds(60).toString());
        return new PodBuilder(pod)
                .editStatus()
                .withPodIP("127.0.0.1")
                .endStatus()
                .build();
    }

    @Test
    void aPodIsScrapedAndAnApiThatFailsKeepsItAndWhatWasToldIsNotToldAfterARestart() {
        kubectl.pods().inNamespace(FlinkPods.NAMESPACE).resource(pod()).create();
        List<Signal> signals = new CopyOnWriteArrayList<>();
        try (Collector collector = collector(signals)) {
            await().untilAsserted(() -> assertThat(collector.targets())
                    .singleElement()
                    .satisfies(status -> assertThat(status.health()).isEqualTo(Health.UP)));
            await().until(() -> signals.size() == 2 && bridge.streams() == 1);
            bridge.always(ApiBridge.status(500, "{\"message\":\"etcd is down\"}"));
            bridge.endStreams();
            await().until(() ->
                    "HTTP 500: etcd is down".equals(source(collector).lastError()));
            assertThat(source(collector).origin()).hasToString("kubernetes prod/flink");
            assertThat(collector.targets()).hasSize(1);
            bridge.always(null);
            await().until(() -> source(collector).lastError() == null);
        }
        // The bridge does not see that nobody reads on.
        bridge.endStreams();
        await().until(() -> bridge.streams() == 0);
        assertThat(signals).filteredOn(PodExited.class::isInstance).hasSize(1);
        List<Signal> again = new CopyOnWriteArrayList<>();
        try (Collector collector = collector(again)) {
            await().until(() -> collector.targets().size() == 1 && bridge.streams() == 1);
            kubectl.pods().inNamespace(FlinkPods.NAMESPACE).withName(NAME).delete();
            await().until(() -> collector.targets().isEmpty());
            assertThat(again).isEmpty();
        }
    }

    private static SourceStatus source(Collector collector) {
        return collector.discoveries().sources().get(0);
    }
}
