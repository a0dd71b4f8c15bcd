package io.weir.collector.signal;

import java.time.Instant;

/**
 * A container of a pod ended. Told once for each run of a container, with what Kubernetes says of it (<a
 * href="https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.33/#containerstateterminated-v1-core">ContainerStateTerminated</a>).
 *
 * @param at when it ended, by Kubernetes
 * @param flink whether it is the container of the Flink process, rather than one beside it
 * @param containerId the runtime's name of this run, which tells it apart from the runs before and after it
 * @param exitCode as a shell shows it (128 + signal)
 * @param signal the signal that ended it; 0 when Kubernetes names none
 * @param reason Kubernetes' word, such as {@code OOMKilled}, {@code Error} or {@code Completed}; may be empty
 * @param message what the container left in its termination log; may be empty
 * @param restarts how often Kubernetes had restarted it within this pod when this was seen
 * @param requested whether the pod was being deleted, by somebody or something other than an eviction
 */
public record PodExited(
        String cluster,
        Instant at,
        PodId pod,
        ProcessKind kind,
        String container,
        boolean flink,
        String containerId,
        int exitCode,
        int signal,
        String reason,
        String message,
        int restarts,
        boolean requested)
        implements Signal {
    /** Kubernetes' word for a container that the kernel killed since it reached its memory limit. */
    public static final String OOM_KILLED = "OOMKilled";
}
