/**
 * Finds the metrics pages of a cluster that is known by its REST address alone: the ports are those that its configuration gives the
 * <a href="https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/metric_reporters/#prometheus">Prometheus reporter</a>,
 * the hosts those of its processes, and the pages themselves say whose they are.
 */
@NullMarked
package io.weir.collector.discovery.flink;

import org.jspecify.annotations.NullMarked;
