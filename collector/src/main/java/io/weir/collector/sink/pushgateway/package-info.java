/**
 * Prometheus' <a href="https://github.com/prometheus/pushgateway">Pushgateway</a>, by the client library of Prometheus. It keeps the
 * last value of each series only, one group for each job, which is deleted when the job is gone.
 */
@NullMarked
package io.weir.collector.sink.pushgateway;

import org.jspecify.annotations.NullMarked;
