package io.weir.collector.jobmetrics;

/**
 * A JobManager or TaskManager with samples.
 *
 * @param name the {@code process} label, which a target's configuration gives; may be empty
 */
record MeasuredProcess(String cluster, String name, Cells cells) {}
