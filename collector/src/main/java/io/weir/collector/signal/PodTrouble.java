package io.weir.collector.signal;

/** What keeps a pod from running, or takes it away. */
public enum PodTrouble {
    /** The scheduler finds no node for it. */
    UNSCHEDULABLE,
    /** The image of a container cannot be had. */
    IMAGE_PULL,
    /** A container cannot be created, such as for a missing ConfigMap or Secret. */
    CONTAINER_NOT_CREATED,
    /** A container ends again and again, and Kubernetes waits longer each time before it starts it. */
    CRASH_LOOP,
    /** The pod was or is being taken from its node: memory or disk pressure, a drain, a preemption. */
    EVICTED,
    /** The node does not answer, so nobody knows how the pod is. */
    NODE_LOST,
    /** Kubernetes gave the pod up for another reason. */
    POD_FAILED
}
