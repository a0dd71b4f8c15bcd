package io.weir.collector.signal;

import io.weir.collector.flink.JobException;
import java.time.Instant;

/** An entry of a job's exception history that was not there before; each is told once. */
public record JobExceptionRaised(String cluster, Instant at, String jobId, String jobName, JobException exception)
        implements Signal {}
