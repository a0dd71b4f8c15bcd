package io.weir.collector.signal;

import java.time.Instant;

/** A fact about Flink that is no number. Values only; safe to share between threads. */
public sealed interface Signal
        permits JobStatusChanged,
                JobConditionChanged,
                JobVanished,
                JobStopRequested,
                JobExceptionRaised,
                CheckpointFinished,
                SavepointTriggered,
                TaskManagerRegistered,
                TaskManagerLost,
                JobManagerReplaced,
                ProcessStarted,
                ProcessExited,
                PodStarted,
                PodExited,
                PodTroubled,
                PodRecovered,
                DeploymentTroubled,
                DeploymentSettled,
                ClusterReachabilityChanged {
    /** The cluster's name in the config. */
    String cluster();

    /** When it happened, by the best clock there is: Flink's own timestamp where it gives one. */
    Instant at();
}
