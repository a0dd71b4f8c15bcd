/**
 * Why a job is slow: which vertex holds the others up and what it is busy with, CPUs and garbage collection at their limits, one subtask
 * with most of the records, an input that holds the watermark. Sources are the reporter's series and Flink's flame graphs. Shares are 0 to
 * 1, times of subtasks ms per second.
 */
@NullMarked
package io.weir.diagnosis.load;

import org.jspecify.annotations.NullMarked;
