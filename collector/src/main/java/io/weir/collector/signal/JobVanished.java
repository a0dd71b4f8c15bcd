package io.weir.collector.signal;

import io.weir.collector.flink.JobState;
import java.time.Instant;

/**
 * A JobManager that answers no longer knows a job that had not ended, and has not for some time: the job was lost with the process, as without
 * high availability, or is recovered by nobody. How it ended is unknown.
 *
 * @param lastState what it was in when it was last listed
 * @param lastListedAt when that was
 */
public record JobVanished(
        String cluster, Instant at, String jobId, String jobName, JobState lastState, Instant lastListedAt)
        implements Signal {}
