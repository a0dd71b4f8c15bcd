/**
 * What was measured: the metrics and signals of every cluster. {@link io.weir.collector.Collector} is the door.
 */
@NullMarked
package io.weir.collector;

import org.jspecify.annotations.NullMarked;
