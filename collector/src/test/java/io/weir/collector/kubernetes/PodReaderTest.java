package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.weir.collector.kubernetes.PodSighting.Exit;
import io.weir.collector.kubernetes.PodSighting.Problem;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one look at a pod tells. */
class PodReaderTest {
    private static final Instant NOW = FlinkPods.STARTED.plusSeconds(300);
    private static final Pod POD = FlinkPods.taskManager("orders-taskmanager-1-1");

    private static PodSighting read(Pod pod) {
        return read(pod, PodMapping.DEFAULTS).orElseThrow();
    }

    private static Optional<PodSighting> read(Pod pod, PodMapping mapping) {
        return new PodReader("prod", mapping, ScrapeOptions.DEFAULTS).read(pod, NOW);
    }

    private static Target target(Pod pod) {
        return Objects.requireNonNull(read(pod).target());
    }

    private static PodMapping mapping(String component, String port, String path) {
        return new PodMapping(
                new PodTemplate("{namespace}.{label:app}"),
                new PodTemplate(component),
                "https",
                new PodTemplate(port),
                new PodTemplate(path),
                Map.of("team", new PodTemplate("{label:team}"), "where", new PodTemplate("{node}")));
    }

    @Test
    void theTaskManagersIdIsThePodsNameInTheNativeIntegrationOnly() {
        assertThat(target(POD).labels().get("tm_id")).isEqualTo("orders-taskmanager-1-1");
        assertThat(target(FlinkPods.jobManager("orders-6f")).labels().get("tm_id"))
                .isEmpty();
        Pod standalone = new PodBuilder(POD)
                .editMetadata()
                .addToLabels("type", "flink-standalone")
                .endMetadata()
                .build();
        assertThat(target(standalone).labels().get("tm_id")).isEmpty();
    }

    @Test
    void otherConventionsAreMapped() {
        Pod pod = new PodBuilder(POD)
                .editMetadata()
                .addToLabels("role", "Job-Manager")
                .addToAnnotations("path", "flink/metrics")
                .endMetadata()
                .build();
        PodSighting sighting = read(pod, mapping("{label:role}", "metrics", "{annotation:path}"))
                .orElseThrow();
        Target target = Objects.requireNonNull(sighting.target());
        assertThat(sighting.kind()).isEqualTo(ProcessKind.JOB_MANAGER);
        assertThat(target.url()).hasToString("https://10.1.2.3:9250/flink/metrics");
        assertThat(target.labels())
                .hasToString("{cluster=\"flink.orders\",component=\"jobmanager\",instance=\"10.1.2.3:9250\","
                        + "pod=\"orders-taskmanager-1-1\",process=\"orders-taskmanager-1-1\",where=\"node-1\"}");
    }

    @ParameterizedTest
    @CsvSource({"metricz,/", "0,/", "65536,/", "99999999999,/", "9249,{annotation:none}", "9249,/a b"})
    void aPodWithoutSuchAPageIsNoTargetAndKnownAllTheSame(String port, String path) {
        assertThat(read(POD, mapping("{label:component}", port, path))
                        .orElseThrow()
                        .target())
                .isNull();
    }

    @Test
    void anAddressOfVersionSixIsOne() {
        Pod pod = new PodBuilder(POD)
                .editStatus()
                .withPodIP("fd00::7")
                .endStatus()
                .build();
        assertThat(target(pod).url()).hasToString("http://[fd00::7]:9249/metrics");
    }

    @Test
    void podsThatAreNoFlinkProcessAreNone() {
        assertThat(read(FlinkPods.running(FlinkPods.pending("x", "webhook"), 0), PodMapping.DEFAULTS))
                .isEmpty();
        Pod bare = new PodBuilder()
                .withNewMetadata()
                .withUid("u")
                .endMetadata()
                .withSpec(null)
                .withStatus(null)
                .build();
        assertThat(read(bare, PodMapping.DEFAULTS)).isEmpty();
    }

    @Test
    void aContainerThatWasKilledForItsMemoryIsToldAsKubernetesSaysIt() {
        Exit exit = read(FlinkPods.exited(POD, 2, 137, "OOMKilled")).exits().get(0);
        assertThat(exit)
                .isEqualTo(new Exit(
                        FlinkPods.MAIN,
                        true,
                        FlinkPods.containerId(POD, 2),
                        FlinkPods.finishedAt(2),
                        137,
                        0,
                        "OOMKilled",
                        "",
                        2,
                        false));
    }

    @Test
    void anExitWhileThePodIsDeletedIsAskedForUnlessAnEvictionDeletesIt() {
        Pod deleted = new PodBuilder(FlinkPods.exited(POD, 0, 137, "Error"))
                .editMetadata()
                .withDeletionTimestamp(NOW.toString())
                .endMetadata()
                .build();
        assertThat(read(deleted).exits()).extracting(Exit::requested).containsExactly(true);
        Pod drained = new PodBuilder(deleted)
                .editStatus()
                .withConditions(new PodConditionBuilder()
                        .withType("DisruptionTarget")
                        .withStatus("True")
                        .withReason("EvictionByEvictionAPI")
                        .withMessage("Eviction API: evicting")
                        .withLastTransitionTime(FlinkPods.finishedAt(0).toString())
                        .build())
                .endStatus()
                .build();
        assertThat(read(drained).exits()).extracting(Exit::requested).containsExactly(false);
        assertThat(read(drained).problems())
                .containsExactly(new Problem(
                        PodTrouble.EVICTED,
                        "",
                        FlinkPods.finishedAt(0),
                        "EvictionByEvictionAPI",
                        "Eviction API: evicting"));
    }

    @ParameterizedTest
    @CsvSource({
        "Evicted, EVICTED",
        "Preempting, EVICTED",
        "NodeLost, NODE_LOST",
        "DeadlineExceeded, POD_FAILED",
        "UnexpectedAdmissionError, POD_FAILED"
    })
    void aPodThatKubernetesGaveUpSaysWhy(String reason, PodTrouble trouble) {
        Pod pod = new PodBuilder(POD)
                .editStatus()
                .withPhase("Failed")
                .withReason(reason)
                .withMessage("The node was low on resource: memory.")
                .endStatus()
                .build();
        assertThat(read(pod).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.trouble()).isEqualTo(trouble);
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.message()).isEqualTo("The node was low on resource: memory.");
        });
        assertThat(read(pod).target()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ErrImagePull, IMAGE_PULL",
        "ImagePullBackOff, IMAGE_PULL",
        "InvalidImageName, IMAGE_PULL",
        "ErrImageNeverPull, IMAGE_PULL",
        "CreateContainerConfigError, CONTAINER_NOT_CREATED",
        "RunContainerError, CONTAINER_NOT_CREATED",
        "CrashLoopBackOff, CRASH_LOOP"
    })
    void aContainerThatWaitsSaysWhatFor(String reason, PodTrouble trouble) {
        PodSighting sighting = read(FlinkPods.waiting(POD, reason, "because"));
        assertThat(sighting.problems())
                .containsExactly(new Problem(trouble, FlinkPods.MAIN, FlinkPods.STARTED, reason, "because"));
    }

    @ParameterizedTest
    @CsvSource({"ContainerCreating", "PodInitializing", "''"})
    void waitingAsEveryContainerDoesIsNoTrouble(String reason) {
        assertThat(read(FlinkPods.waiting(POD, reason, "")).problems()).isEmpty();
    }

    @Test
    void anInitContainerIsNewsWhenItFailsAndIsNotTheFlinkProcess() {
        ContainerStatus good = init("fetch", 0);
        ContainerStatus bad = init("migrate", 3);
        Pod pod = new PodBuilder(FlinkPods.waiting(POD, "PodInitializing", ""))
                .editStatus()
                .withInitContainerStatuses(good, bad)
                .endStatus()
                .build();
        assertThat(read(pod).exits()).singleElement().satisfies(exit -> {
            assertThat(exit.container()).isEqualTo("migrate");
            assertThat(exit.flink()).isFalse();
            assertThat(exit.exitCode()).isEqualTo(3);
        });
        assertThat(read(pod).created()).containsExactlyInAnyOrder("fetch", "migrate");
    }

    private static ContainerStatus init(String name, int code) {
        ContainerStatus ended = FlinkPods.terminated(POD, 0, code, "Error");
        return new ContainerStatusBuilder(ended).withName(name).build();
    }

    @Test
    void aContainerBesideTheFlinkProcessIsNotTakenForIt() {
        Pod pod = new PodBuilder(POD)
                .editSpec()
                .addToContainers(
                        0, new ContainerBuilder().withName("log-shipper").build())
                .endSpec()
                .editStatus()
                .addToContainerStatuses(init("log-shipper", 1))
                .endStatus()
                .build();
        assertThat(read(pod).exits()).extracting(Exit::flink).containsExactly(false);
        assertThat(read(pod).runs()).extracting(PodSighting.Run::flink).containsExactly(true);
        Pod unnamed = new PodBuilder(pod)
                .editSpec()
                .withContainers(
                        List.of(new ContainerBuilder().withName("log-shipper").build()))
                .endSpec()
                .build();
        assertThat(read(unnamed).exits())
                .as("the first container, when none is called as Flink calls it")
                .extracting(Exit::flink)
                .containsExactly(true);
    }

    @Test
    void anExitThatTheKubeletLostSightOfIsToldAsSeenNow() {
        Pod pod = FlinkPods.exited(POD, 4, 137, "ContainerStatusUnknown");
        var terminated =
                pod.getStatus().getContainerStatuses().get(0).getState().getTerminated();
        terminated.setFinishedAt(null);
        terminated.setContainerID(null);
        assertThat(read(pod).exits()).singleElement().satisfies(exit -> {
            assertThat(exit.finishedAt()).isEqualTo(NOW);
            assertThat(exit.containerId()).isEqualTo("restart 4");
        });
    }

    @Test
    void ofALongTerminationMessageTheEndIsKept() {
        Pod pod = FlinkPods.exited(POD, 0, 1, "Error");
        pod.getStatus()
                .getContainerStatuses()
                .get(0)
                .getState()
                .getTerminated()
                .setMessage("x".repeat(9_000) + "the end");
        assertThat(read(pod).exits().get(0).message()).hasSize(4_000).endsWith("the end");
    }
}
