package io.weir.collector.discovery.flink;

/** Turns the reading of a cluster's metrics from its REST API on and off, for when its pages are not to be had. */
@FunctionalInterface
public interface MetricsSwitch {
    /** Reads by REST from now on, or ceases to; asked again for what is so already, it does nothing. */
    void byRest(boolean on);
}
