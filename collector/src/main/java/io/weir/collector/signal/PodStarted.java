package io.weir.collector.signal;

import java.time.Instant;

/**
 * A container of a pod runs: one that was just started, or one that Weir sees for the first time. Told once for each run of a container.
 *
 * @param at when Kubernetes started it
 * @param flink whether it is the container of the Flink process, rather than one beside it
 * @param containerId the runtime's name of this run
 * @param restarts how often Kubernetes restarted it within this pod
 */
public record PodStarted(
        String cluster,
        Instant at,
        PodId pod,
        ProcessKind kind,
        String container,
        boolean flink,
        String containerId,
        int restarts)
        implements Signal {}
