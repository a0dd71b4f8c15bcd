/**
 * Taking in what others push: the API of Prometheus' <a href="https://github.com/prometheus/pushgateway#api">Pushgateway</a>, InfluxDB's <a
 * href="https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/">line protocol</a>, and Prometheus <a
 * href="https://prometheus.io/docs/specs/prw/remote_write_spec/">remote write 1.0</a>. What Flink's own reporters push gets the names
 * and labels that a scrape of its Prometheus reporter would give. HTTP itself is another room's.
 */
@NullMarked
package io.weir.collector.push;

import org.jspecify.annotations.NullMarked;
