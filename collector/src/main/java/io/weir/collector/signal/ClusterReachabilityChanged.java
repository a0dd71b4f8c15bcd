package io.weir.collector.signal;

import io.weir.collector.flink.Reachability;
import java.time.Instant;

/** A cluster's REST API began or ceased to answer. */
public record ClusterReachabilityChanged(String cluster, Instant at, Reachability current) implements Signal {}
