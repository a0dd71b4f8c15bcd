package io.weir.collector.signal;

import io.weir.collector.flink.JobCondition;
import java.time.Instant;

/**
 * Tasks or TaskManagers began or ceased to contradict a job's state, and went on doing so for some seconds. At least one of the two
 * conditions is such a contradiction.
 *
 * @param at when it was first seen
 */
public record JobConditionChanged(
        String cluster, Instant at, String jobId, String jobName, JobCondition previous, JobCondition current)
        implements Signal {}
