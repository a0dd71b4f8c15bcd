package io.weir.diagnosis.fact;

import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process that ended, hosted, of a pod or of an import.
 *
 * @param exitCode as a shell shows it (128 + signal), or -1 when none could be had
 * @param requested whether somebody asked for it through Weir, or deleted the pod
 * @param reason Kubernetes' word, such as {@code OOMKilled}; empty elsewhere
 * @param lastLines its last lines, oldest first, as far as they were caught
 */
public record EndedProcess(
        String cluster,
        String process,
        ProcessKind kind,
        Instant at,
        int exitCode,
        boolean requested,
        String reason,
        List<String> lastLines) {
    public EndedProcess {
        lastLines = List.copyOf(lastLines);
    }

    /** The end that a signal tells of; empty for signals of other things, and of containers beside Flink's. */
    public static Optional<EndedProcess> of(Signal signal) {
        if (signal instanceof ProcessExited exited) {
            return Optional.of(new EndedProcess(
                    exited.cluster(),
                    exited.process(),
                    exited.kind(),
                    exited.at(),
                    exited.exitCode(),
                    exited.requested(),
                    "",
                    exited.lastLines()));
        }
        if (signal instanceof PodExited exited && exited.flink()) {
            return Optional.of(new EndedProcess(
                    exited.cluster(),
                    exited.pod().name(),
                    exited.kind(),
                    exited.at(),
                    exited.exitCode(),
                    exited.requested(),
                    exited.reason(),
                    exited.message().lines().limit(20).toList()));
        }
        return Optional.empty();
    }
}
