package io.weir.collector.signal;

import java.time.Instant;

/** A TaskManager that was registered is no longer, in a good answer of the JobManager. */
public record TaskManagerLost(String cluster, Instant at, String taskManagerId) implements Signal {}
