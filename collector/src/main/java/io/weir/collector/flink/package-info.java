/**
 * Flink as its REST API tells it: clusters, jobs, graphs, checkpoints, exceptions, TaskManagers. Source: <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api/">Flink REST API</a>.
 */
@NullMarked
package io.weir.collector.flink;

import org.jspecify.annotations.NullMarked;
