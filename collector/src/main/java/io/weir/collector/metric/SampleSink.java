package io.weir.collector.metric;

/** Where single samples are written by producers other than a scrape (log matches, rule results). Thread-safe. */
@FunctionalInterface
public interface SampleSink {
    /** Appends one sample; one older than the series' newest is dropped and counted. */
    void append(Labels series, Sample sample);
}
