package io.weir.runtime.driver.local;

import io.weir.collector.signal.ProcessKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process of a hosted cluster.
 *
 * @param name within the cluster, such as {@code taskmanager-1}; also Flink's resource id
 * @param state in the operating system's sense
 * @param exitCode null while it runs; -1 when none could be had
 * @param metrics its Prometheus page
 * @param logDirectory where its log files are
 * @param logFile its main log file's name, such as {@code taskmanager-1.log}
 */
public record HostedProcess(
        String cluster,
        String name,
        ProcessKind kind,
        State state,
        long pid,
        Instant startedAt,
        @Nullable Integer exitCode,
        int restarts,
        URI metrics,
        Path logDirectory,
        String logFile) {
    /** Whether it lives. */
    public enum State {
        STARTING,
        RUNNING,
        EXITED
    }

    /** Where it leaves heap dumps. */
    public Path dumpDirectory() {
        return logDirectory.resolveSibling("dumps");
    }
}
