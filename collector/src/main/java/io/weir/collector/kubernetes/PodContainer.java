package io.weir.collector.kubernetes;

import io.weir.collector.signal.PodId;

/**
 * A container of a Flink pod that has a log.
 *
 * @param cluster of Flink
 * @param deployment what the mapping calls it; empty where it does not
 * @param run as the mapping says; empty where it does not
 * @param container its name in the pod
 * @param flink whether it is the Flink process, not one beside it such as a log shipper
 * @param restarts how often it was started again; the logs of the last two runs can be read
 * @param running whether it runs now
 */
public record PodContainer(
        PodId pod,
        String cluster,
        String deployment,
        String run,
        String container,
        boolean flink,
        int restarts,
        boolean running) {
    /** Whether this is the same container, in whatever run. */
    public boolean isSameAs(PodContainer other) {
        return pod.uid().equals(other.pod.uid()) && container.equals(other.container);
    }
}
