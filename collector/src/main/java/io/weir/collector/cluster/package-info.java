/**
 * Watches clusters: polls the REST API of each, tells what changed as signals, and remembers jobs, their checkpoints,
 * exceptions and state changes after Flink has forgotten them. Times are Flink's own where it gives them.
 */
@NullMarked
package io.weir.collector.cluster;

import org.jspecify.annotations.NullMarked;
