package io.weir.collector.signal;

import java.time.Instant;
import java.util.List;

/**
 * A process that Weir hosts ended.
 *
 * @param process its name within the cluster, such as {@code taskmanager-1}
 * @param exitCode as a shell shows it (128 + signal), or -1 when none could be had
 * @param requested true when Weir itself, or a person through Weir, asked for the stop
 * @param lastLines its last log lines, oldest first, at most 20
 */
public record ProcessExited(
        String cluster,
        Instant at,
        String process,
        ProcessKind kind,
        long pid,
        int exitCode,
        boolean requested,
        List<String> lastLines)
        implements Signal {
    public ProcessExited {
        lastLines = List.copyOf(lastLines);
    }
}
