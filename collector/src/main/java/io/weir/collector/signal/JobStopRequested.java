package io.weir.collector.signal;

import java.time.Instant;

/**
 * Somebody asked Weir to stop a job, or Weir stops it by itself, such as to start a new version of it. Told before Flink is asked, so that the stop that
 * follows is nobody's surprise.
 *
 * @param by who asked: a person's name, or {@code weir}
 */
public record JobStopRequested(String cluster, Instant at, String jobId, String jobName, String by) implements Signal {}
