package io.weir.collector.sink.spool;

import io.weir.collector.metric.Labels;

/**
 * One sample on its way out.
 *
 * @param timestampMs milliseconds since the epoch
 * @param value may be the stale marker
 */
public record Spooled(Labels series, long timestampMs, double value) {}
