package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.weir.collector.signal.PodExited;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server mock in its other mode: it gives the answers that it was told to, to the very requests that it was told of. */
class ExpectedAnswersTest {
    private static final String PODS =
            "/api/v1/namespaces/flink/pods?labelSelector=" + "app%2Ccomponent%20in%20%28jobmanager%2Ctaskmanager%29";
    private static final Pod POD = FlinkPods.taskManager("orders-taskmanager-1-1");

    private final KubernetesMockServer server = new KubernetesMockServer(false);
    private Path folder;

    @BeforeEach
    void serve(@TempDir Path temporary) {
        folder = temporary;
        server.init(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.destroy();
    }

    private PodWatching watch() {
        PodPauses pauses = new PodPauses(
                Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(20));
        URI url = URI.create("http://127.0.0.1:" + server.getPort());
        return PodWatching.of(
                PodWatching.config(folder, url, Duration.ofSeconds(5), "flink"), new MemoryPodMemory(), pauses);
    }

    private void expectList(String more, String version, @Nullable String next, Pod... pods) {
        server.expect()
                .get()
                .withPath(PODS + "&limit=500" + more)
                .andReturn(
                        200,
                        new PodListBuilder()
                                .withNewMetadata()
                                .withResourceVersion(version)
                                .withContinue(next)
                                .endMetadata()
                                .withItems(pods)
                                .build())
                .once();
    }

    @Test
    void aListInPagesIsAskedForAsTheServerSays() {
        expectList("", "10", "token+/=", POD);
        expectList("&continue=token%2B%2F%3D", "10", null, FlinkPods.jobManager("orders-6f"));
        try (PodWatching watching = watch()) {
            await().until(() -> watching.targets().size() == 2);
        }
    }

    @Test
    void errorsOfTheServerAreSaidAndOvercome() {
        server.expect()
                .get()
                .withPath(PODS + "&limit=500")
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withMessage("pods is forbidden: User \"weir\" cannot list resource \"pods\"")
                                .build())
                .once();
        expectList("", "10", null, POD);
        try (PodWatching watching = watch()) {
            await().until(() -> watching.targets().size() == 1);
            assertThat(watching.failures().get(0))
                    .isEqualTo("HTTP 403: pods is forbidden: User \"weir\" cannot list resource \"pods\"");
        }
    }

    @Test
    void whatTheModelWritesIsRead() throws IOException {
        expectList("", "10", null, POD);
        Pod killed = FlinkPods.exited(POD, 0, 137, "OOMKilled");
        String change = Serialization.asJson(new WatchEvent(killed, "MODIFIED"));
        try (ApiBridge bridge = new ApiBridge(URI.create("http://127.0.0.1:" + server.getPort()))) {
            bridge.onWatch(bridge.hang(change + "\n"));
            try (PodWatching watching =
                    PodWatching.of(PodWatching.config(folder, bridge.url(), Duration.ofSeconds(5), "flink"))) {
                await().until(() -> watching.signals(PodExited.class).size() == 1);
                assertThat(watching.signals(PodExited.class).get(0).reason()).isEqualTo(PodExited.OOM_KILLED);
            }
        }
    }
}
