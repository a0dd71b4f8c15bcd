/**
 * Metrics of processes without a reporter: the same series, by the same names and labels, read from Flink's REST API.
 */
@NullMarked
package io.weir.collector.restmetrics;

import org.jspecify.annotations.NullMarked;
