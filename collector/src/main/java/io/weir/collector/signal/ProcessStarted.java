package io.weir.collector.signal;

import java.time.Instant;

/**
 * A process that Weir hosts was started, or adopted after a restart of Weir.
 *
 * @param process its name within the cluster, such as {@code taskmanager-1}
 * @param pid the operating system's process id
 */
public record ProcessStarted(String cluster, Instant at, String process, ProcessKind kind, long pid, boolean adopted)
        implements Signal {}
