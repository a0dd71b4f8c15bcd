/**
 * The state of jobs, kept: savepoints and retained checkpoints
 * (<a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/ops/state/checkpoints_vs_savepoints/">checkpoints and
 * savepoints</a>). A snapshot is written before Flink is asked for it; its id is the trigger id Flink is given.
 */
@NullMarked
package io.weir.runtime.snapshot;

import org.jspecify.annotations.NullMarked;
