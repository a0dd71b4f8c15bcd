/**
 * Prometheus <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">remote write 1.0</a>: protobuf messages of series
 * and samples, compressed as one Snappy block.
 */
@NullMarked
package io.weir.collector.sink.remote;

import org.jspecify.annotations.NullMarked;
