/**
 * Why checkpoints do not complete or take long: declined, expired and failed each to its cause, the subtask that answers last, the phase
 * that takes the time. Sources are Flink's <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/monitoring/checkpoint_monitoring/">checkpoint history and
 * details</a> and the logs.
 */
@NullMarked
package io.weir.diagnosis.checkpoint;

import org.jspecify.annotations.NullMarked;
