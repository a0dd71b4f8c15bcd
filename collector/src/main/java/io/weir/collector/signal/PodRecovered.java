package io.weir.collector.signal;

import java.time.Instant;

/**
 * A trouble of a pod is over: it runs, or it is gone.
 *
 * @param container the container it was about; empty when it was about the whole pod
 * @param gone whether the pod itself is gone
 */
public record PodRecovered(
        String cluster, Instant at, PodId pod, ProcessKind kind, PodTrouble trouble, String container, boolean gone)
        implements Signal {}
