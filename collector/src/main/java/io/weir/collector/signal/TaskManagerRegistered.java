package io.weir.collector.signal;

import java.time.Instant;

/** A TaskManager appeared at its JobManager. */
public record TaskManagerRegistered(String cluster, Instant at, String taskManagerId) implements Signal {}
