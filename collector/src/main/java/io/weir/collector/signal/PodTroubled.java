package io.weir.collector.signal;

import java.time.Instant;

/**
 * A pod got into trouble. Told once for each trouble, not again before it was over.
 *
 * @param at since when, by Kubernetes where it says so
 * @param container the container it is about; empty when it is about the whole pod
 * @param reason Kubernetes' word, such as {@code ImagePullBackOff}
 * @param message Kubernetes' sentence, such as the scheduler's about every node it looked at; may be empty
 */
public record PodTroubled(
        String cluster,
        Instant at,
        PodId pod,
        ProcessKind kind,
        PodTrouble trouble,
        String container,
        String reason,
        String message)
        implements Signal {}
