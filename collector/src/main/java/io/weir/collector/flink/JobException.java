package io.weir.collector.flink;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a job's exception history.
 *
 * @param className the exception's class
 * @param stackTrace the whole text, causes included
 * @param taskName null for a failure that no task had
 * @param taskManagerId null when unknown
 */
public record JobException(
        Instant at,
        String className,
        String stackTrace,
        @Nullable String taskName,
        @Nullable String taskManagerId,
        @Nullable String endpoint) {
    /** The first line of the stack trace. */
    public String headline() {
        int end = stackTrace.indexOf('\n');
        return end < 0 ? stackTrace : stackTrace.substring(0, end);
    }
}
