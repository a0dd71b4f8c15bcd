package io.weir.collector.signal;

import io.weir.collector.flink.JobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job went from one state to another, as seen by polling.
 *
 * @param previous null when the job is seen for the first time
 * @param rootException the newest root exception's text when the job failed, else null
 */
public record JobStatusChanged(
        String cluster,
        Instant at,
        String jobId,
        String jobName,
        @Nullable JobState previous,
        JobState current,
        @Nullable String rootException)
        implements Signal {}
