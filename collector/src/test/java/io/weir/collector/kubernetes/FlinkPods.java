package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Pods as Flink's native integration makes them, in the states that Kubernetes gives them. */
final class FlinkPods {
    static final String NAMESPACE = "flink";
    static final String MAIN = "flink-main-container";
    static final Instant STARTED = Instant.parse("2026-11-20T08:00:00Z");

    private FlinkPods() {}

    /** A pod that was made and has no node yet. */
    static Pod pending(String name, String component) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withUid("uid-" + name)
                .withCreationTimestamp(STARTED.toString())
                .withLabels(Map.of("app", "orders", "component", component, "type", "flink-native-kubernetes"))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(MAIN)
                .addNewPort()
                .withName("metrics")
                .withContainerPort(9250)
                .endPort()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build();
    }

    static Pod unschedulable(String name, String message) {
        return new PodBuilder(pending(name, "taskmanager"))
                .editStatus()
                .withConditions(new PodConditionBuilder()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage(message)
                        .withLastTransitionTime(STARTED.toString())
                        .build())
                .endStatus()
                .build();
    }

    static Pod taskManager(String name) {
        return running(pending(name, "taskmanager"), 0);
    }

    static Pod jobManager(String name) {
        return running(pending(name, "jobmanager"), 0);
    }

    /** The pod with its main container running, after so many restarts. */
    static Pod running(Pod pod, int restarts) {
        return with(
                pod,
                "Running",
                new ContainerStatusBuilder()
                        .withName(MAIN)
                        .withRestartCount(restarts)
                        .withContainerID(containerId(pod, restarts))
                        .withState(new ContainerStateBuilder()
                                .withNewRunning(startedAt(restarts).toString())
                                .build())
                        .withLastState(
                                restarts == 0
                                        ? null
                                        : terminated(pod, restarts - 1, 1, "Error")
                                                .getState())
                        .build());
    }

    /** The pod with its main container ended and not started again. */
    static Pod exited(Pod pod, int restarts, int exitCode, String reason) {
        return with(pod, exitCode == 0 ? "Succeeded" : "Failed", terminated(pod, restarts, exitCode, reason));
    }

    /** The pod with its main container waiting after an exit. */
    static Pod crashLoop(Pod pod, int restarts) {
        return with(
                pod,
                "Running",
                new ContainerStatusBuilder()
                        .withName(MAIN)
                        .withRestartCount(restarts)
                        .withContainerID(containerId(pod, restarts))
                        .withState(new ContainerStateBuilder()
                                .withNewWaiting("back-off 10s restarting failed container", "CrashLoopBackOff")
                                .build())
                        .withLastState(terminated(pod, restarts, 1, "Error").getState())
                        .build());
    }

    /** The pod with its main container waiting for a reason. */
    static Pod waiting(Pod pod, String reason, String message) {
        return with(
                pod,
                "Pending",
                new ContainerStatusBuilder()
                        .withName(MAIN)
                        .withRestartCount(0)
                        .withState(new ContainerStateBuilder()
                                .withNewWaiting(message, reason)
                                .build())
                        .build());
    }

    /** The pod with a node, as the kubelet sets it. */
    static Pod with(Pod pod, String phase, ContainerStatus... containers) {
        return new PodBuilder(pod)
                .editSpec()
                .withNodeName("node-1")
                .endSpec()
                .editStatus()
                .withPhase(phase)
                .withPodIP("10.1.2.3")
                .withStartTime(STARTED.toString())
                .withConditions(List.of())
                .withContainerStatuses(containers)
                .endStatus()
                .build();
    }

    static Instant startedAt(int restarts) {
        return STARTED.plusSeconds(60L * restarts + 5);
    }

    static Instant finishedAt(int restarts) {
        return STARTED.plusSeconds(60L * restarts + 50);
    }

    static String containerId(Pod pod, int restarts) {
        return "containerd://" + pod.getMetadata().getName() + "-" + restarts;
    }

    static ContainerStatus terminated(Pod pod, int restarts, int exitCode, String reason) {
        return new ContainerStatusBuilder()
                .withName(MAIN)
                .withRestartCount(restarts)
                .withContainerID(containerId(pod, restarts))
                .withState(new ContainerStateBuilder()
                        .withNewTerminated()
                        .withContainerID(containerId(pod, restarts))
                        .withExitCode(exitCode)
                        .withReason(reason)
                        .withStartedAt(startedAt(restarts).toString())
                        .withFinishedAt(finishedAt(restarts).toString())
                        .endTerminated()
                        .build())
                .build();
    }
}
