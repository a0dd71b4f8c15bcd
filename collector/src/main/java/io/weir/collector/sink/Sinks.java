package io.weir.collector.sink;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleTap;
import io.weir.collector.metric.SelfMetric;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Every sink. Thread-safe. */
public final class Sinks implements SampleTap, AutoCloseable {
    private final List<Sink> sinks = new ArrayList<>();
    private final SampleTap[] taps;

    private Sinks(List<SinkConfig> configs, Path spools, Clock clock) {
        try {
            configs.forEach(config -> sinks.add(Sink.open(config, spools, clock)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        this.taps = sinks.stream().map(Sink::tap).toArray(SampleTap[]::new);
    }

    /**
     * Opens sinks with what their spools still hold, and begins to send.
     *
     * @param spools a folder for each sink is made below it
     * @throws java.io.UncheckedIOException when a spool cannot be opened
     */
    public static Sinks open(List<SinkConfig> configs, Path spools, Clock clock) {
        return new Sinks(configs, spools, clock);
    }

    @Override
    public void published(long timestampMs, Identified[] series, double[] values, int count) {
        for (SampleTap tap : taps) {
            tap.published(timestampMs, series, values, count);
        }
    }

    @Override
    public void published(Labels series, Sample sample) {
        for (SampleTap tap : taps) {
            tap.published(series, sample);
        }
    }

    /** How each sink is, as configured. */
    public List<SinkStatus> statuses() {
        return sinks.stream().map(Sink::status).toList();
    }

    /** The sinks' counters. */
    public List<SelfMetric> selfMetrics() {
        return SinkReadings.of(statuses());
    }

    @Override
    public void close() {
        sinks.forEach(Sink::close);
    }
}
