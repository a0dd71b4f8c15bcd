/**
 * InfluxDB 1.x and 2.x, by its own client. Measurements, tags and fields are those of <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/metric_reporters/#influxdb">Flink's InfluxDB
 * reporter</a>: the measurement is the metric's scope and name, tags are the scope's variables, and the field is {@code value} for a
 * gauge, {@code count} for a counter, {@code rate} for a meter.
 */
@NullMarked
package io.weir.collector.sink.influx;

import org.jspecify.annotations.NullMarked;
