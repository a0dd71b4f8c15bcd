package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodRecovered;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that come, change and go, in an API server that keeps what it is given. */
class PodWatchTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);

    private Path folder;
    private KubernetesClient kubectl;
    private ApiBridge bridge;

    @BeforeEach
    void serve(@TempDir Path temporary) throws IOException {
        folder = temporary;
        server.init(InetAddress.getLoopbackAddress(), 0);
        kubectl = server.createClient();
        bridge = new ApiBridge(URI.create("http://127.0.0.1:" + server.getPort()));
    }

    @AfterEach
    void stop() {
        bridge.close();
        kubectl.close();
        server.destroy();
    }

    private KubernetesConfig config(String... namespaces) {
        return PodWatching.config(folder, bridge.url(), TIMEOUT, namespaces);
    }

    private void create(Pod pod) {
        kubectl.pods().inNamespace(FlinkPods.NAMESPACE).resource(pod).create();
    }

    private void update(Pod pod) {
        kubectl.pods().inNamespace(FlinkPods.NAMESPACE).resource(pod).update();
    }

    @Test
    void podsThatAreThereAndPodsThatComeAreTargetsUntilTheyGo() {
        create(FlinkPods.jobManager("orders-6f"));
        try (PodWatching watching = PodWatching.of(config())) {
            await().until(() -> watching.targets().size() == 1);
            create(FlinkPods.taskManager("orders-taskmanager-1-1"));
            await().until(() -> watching.targets().size() == 2);
            Target taskManager = watching.targets().get(1);
            assertThat(taskManager.url()).hasToString("http://10.1.2.3:9249/metrics");
            assertThat(taskManager.cluster()).isEqualTo("orders");
            assertThat(taskManager.labels())
                    .hasToString("{cluster=\"orders\",component=\"taskmanager\",deployment=\"orders\","
                            + "instance=\"10.1.2.3:9249\",namespace=\"flink\",pod=\"orders-taskmanager-1-1\","
                            + "process=\"orders-taskmanager-1-1\",tm_id=\"orders-taskmanager-1-1\"}");
            kubectl.pods()
                    .inNamespace(FlinkPods.NAMESPACE)
                    .withName("orders-6f")
                    .delete();
            await().until(() -> watching.targets().size() == 1);
            assertThat(watching.targets()).containsExactly(taskManager);
            assertThat(watching.signals(PodStarted.class)).hasSize(2);
        }
    }

    @Test
    void aPodIsATargetOnceItHasAnAddressAndNotAfterItEnded() {
        Pod pod = FlinkPods.pending("orders-taskmanager-1-1", "taskmanager");
        create(pod);
        try (PodWatching watching = PodWatching.of(config(FlinkPods.NAMESPACE))) {
            await().until(() -> watching.isKnown() && bridge.streams() == 1);
            assertThat(watching.targets()).isEmpty();
            update(FlinkPods.running(pod, 0));
            await().until(() -> watching.targets().size() == 1);
            update(FlinkPods.exited(pod, 0, 239, "Error"));
            await().until(() -> watching.targets().isEmpty());
            await().until(() -> watching.signals(PodExited.class).size() == 1);
            PodExited exited = watching.signals(PodExited.class).get(0);
            assertThat(exited.exitCode()).isEqualTo(239);
            assertThat(exited.at()).isEqualTo(FlinkPods.finishedAt(0));
            assertThat(exited.kind()).isEqualTo(ProcessKind.TASK_MANAGER);
            assertThat(exited.flink()).isTrue();
            assertThat(exited.requested()).isFalse();
            assertThat(exited.pod()).hasToString("flink/orders-taskmanager-1-1");
        }
    }

    @Test
    void eachRunOfARestartedContainerEndsOnceHoweverOftenItsPodIsSeen() {
        Pod pod = FlinkPods.taskManager("orders-taskmanager-1-1");
        create(pod);
        try (PodWatching watching = PodWatching.of(config())) {
            await().until(() -> watching.isKnown() && bridge.streams() == 1);
            for (int restarts = 1; restarts <= 3; restarts++) {
                // The exit is in the status as the present state, then as the last one, before and after the next
                // start.
                update(FlinkPods.exited(pod, restarts - 1, 1, "Error"));
                update(FlinkPods.crashLoop(pod, restarts - 1));
                update(FlinkPods.running(pod, restarts));
            }
            await().until(() -> watching.signals(PodStarted.class).size() == 4);
            bridge.endStreams();
            await().until(() -> bridge.count(true) == 2 && bridge.streams() == 1);
            create(FlinkPods.jobManager("orders-6f"));
            await().until(() -> watching.targets().size() == 2);
            assertThat(watching.signals(PodExited.class))
                    .extracting(PodExited::containerId)
                    .containsExactly(
                            FlinkPods.containerId(pod, 0),
                            FlinkPods.containerId(pod, 1),
                            FlinkPods.containerId(pod, 2));
            assertThat(watching.signals(PodStarted.class)).hasSize(5);
            assertThat(watching.signals(PodTroubled.class))
                    .as("a crash loop is one trouble, although the container runs between two crashes")
                    .singleElement()
                    .satisfies(trouble -> assertThat(trouble.trouble()).isEqualTo(PodTrouble.CRASH_LOOP));
            assertThat(watching.signals(PodRecovered.class)).isEmpty();
        }
    }

    @Test
    void theSchedulersMessageIsToldAndItsEnd() {
        String message = "0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available";
        Pod pod = FlinkPods.unschedulable("orders-taskmanager-1-1", message);
        create(pod);
        try (PodWatching watching = PodWatching.of(config())) {
            await().until(() -> watching.signals(PodTroubled.class).size() == 1);
            PodTroubled troubled = watching.signals(PodTroubled.class).get(0);
            assertThat(troubled.trouble()).isEqualTo(PodTrouble.UNSCHEDULABLE);
            assertThat(troubled.message()).isEqualTo(message);
            assertThat(troubled.at()).isEqualTo(FlinkPods.STARTED);
            update(FlinkPods.running(pod, 0));
            await().until(() -> watching.signals(PodRecovered.class).size() == 1);
            assertThat(watching.signals(PodRecovered.class).get(0).gone()).isFalse();
        }
    }

    @Test
    void anImageThatCannotBePulledIsOneTroubleUntilThePodGoes() {
        Pod pod = FlinkPods.pending("orders-6f", "jobmanager");
        create(pod);
        try (PodWatching watching = PodWatching.of(config())) {
            await().until(() -> watching.isKnown() && bridge.streams() == 1);
            update(FlinkPods.waiting(pod, "ErrImagePull", "manifest for flink:9 not found"));
            update(FlinkPods.waiting(pod, "ImagePullBackOff", "Back-off pulling image flink:9"));
            update(FlinkPods.waiting(pod, "ErrImagePull", "manifest for flink:9 not found"));
            await().until(() -> watching.metric("weir_kubernetes_changes_total") >= 3);
            kubectl.pods()
                    .inNamespace(FlinkPods.NAMESPACE)
                    .withName("orders-6f")
                    .delete();
            await().until(() -> watching.signals(PodRecovered.class).size() == 1);
            assertThat(watching.signals(PodRecovered.class).get(0).gone()).isTrue();
            PodTroubled troubled = watching.signals(PodTroubled.class).get(0);
            assertThat(watching.signals(PodTroubled.class)).hasSize(1);
            assertThat(troubled.trouble()).isEqualTo(PodTrouble.IMAGE_PULL);
            assertThat(troubled.kind()).isEqualTo(ProcessKind.JOB_MANAGER);
            assertThat(troubled.message()).isEqualTo("manifest for flink:9 not found");
        }
    }

    @Test
    void whatWasToldIsNotToldAgainAfterARestartOfWeirAndWhatHappenedMeanwhileIs() {
        Pod pod = FlinkPods.taskManager("orders-taskmanager-1-1");
        Pod stuck = FlinkPods.unschedulable("orders-taskmanager-1-2", "0/3 nodes are available");
        create(FlinkPods.running(pod, 1));
        create(stuck);
        PodMemory memory = new MemoryPodMemory();
        try (PodWatching before = PodWatching.of(config(), memory, PodWatching.QUICK)) {
            await().until(() -> before.signals().size() == 3);
            before.rememberWhatWasTold();
        }
        update(FlinkPods.running(pod, 2));
        kubectl.pods()
                .inNamespace(FlinkPods.NAMESPACE)
                .withName("orders-taskmanager-1-2")
                .delete();
        try (PodWatching after = PodWatching.of(config(), memory, PodWatching.QUICK)) {
            await().until(() -> after.signals().size() >= 3);
            assertThat(after.signals(PodExited.class))
                    .extracting(PodExited::containerId)
                    .containsExactly(FlinkPods.containerId(pod, 1));
            assertThat(after.signals(PodStarted.class))
                    .extracting(PodStarted::containerId)
                    .containsExactly(FlinkPods.containerId(pod, 2));
            assertThat(after.signals(PodRecovered.class)).hasSize(1);
            assertThat(after.signals()).hasSize(3);
        }
    }

    @Test
    void onlyTheNamespacesOfTheConfigAreAsked() {
        create(FlinkPods.taskManager("orders-taskmanager-1-1"));
        try (PodWatching watching = PodWatching.of(config("flink", "other"))) {
            await().until(() -> watching.isKnown() && bridge.count(true) == 2);
            assertThat(bridge.asked())
                    .extracting(ApiBridge.Asked::path)
                    .containsOnly("/api/v1/namespaces/flink/pods", "/api/v1/namespaces/other/pods");
            assertThat(bridge.asked()).allSatisfy(asked -> assertThat(asked.query())
                    .containsEntry("labelSelector", "app,component in (jobmanager,taskmanager)"));
            assertThat(bridge.asked())
                    .allSatisfy(asked -> assertThat(asked.authorization()).isEqualTo("Bearer of-a-test"));
        }
    }
}
