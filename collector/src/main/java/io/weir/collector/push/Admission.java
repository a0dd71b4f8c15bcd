package io.weir.collector.push;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SelfMetric;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides of each pushed sample whether it goes to the head, and counts. Thread-safe. */
final class Admission {
    /** See <a href="https://prometheus.io/docs/concepts/data_model/">Prometheus' data model</a>; asked of every series that is pushed. */
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** A sample of the future would keep out every honest one of its series until then. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /** By which way something came. */
    enum Way {
        PUSHGATEWAY,
        INFLUXDB,
        REMOTE_WRITE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final class Counts {
        final LongAdder requests = new LongAdder();
        final LongAdder refusedRequests = new LongAdder();
        final LongAdder samples = new LongAdder();
        final LongAdder refusedSamples = new LongAdder();
    }

    private final SampleSink sink;
    private final PushConfig config;
    private final Clock clock;
    private final Counts[] counts =
            Arrays.stream(Way.values()).map(way -> new Counts()).toArray(Counts[]::new);

    Admission(SampleSink sink, PushConfig config, Clock clock) {
        this.sink = sink;
        this.config = config;
        this.clock = clock;
    }

    private Counts of(Way way) {
        return counts[way.ordinal()];
    }

    /** Publishes a sample; returns why it is refused, or null. */
    @Nullable
    String admit(Way way, Labels series, Sample sample) {
        String fault = fault(series);
        if (fault == null && sample.timestampMs() > clock.millis() + AHEAD.toMillis()) {
            fault = "its time is more than " + AHEAD.toMinutes() + " min ahead of this machine's clock";
        }
        if (fault != null) {
            of(way).refusedSamples.increment();
            return fault;
        }
        of(way).samples.increment();
        sink.append(series, sample);
        return null;
    }

    /** What is wrong with a series, or null. */
    @Nullable
    String fault(Labels series) {
        if (!METRIC.matcher(series.name()).matches()) {
            return "\"" + excerpt(series.name()) + "\" is no metric name";
        }
        if (series.size() > config.labelLimit()) {
            return "it has " + series.size() + " labels, " + config.labelLimit() + " are allowed";
        }
        for (Map.Entry<String, String> label : series.asMap().entrySet()) {
            if (!LABEL.matcher(label.getKey()).matches()) {
                return "\"" + excerpt(label.getKey()) + "\" is no label name";
            }
            if (bytes(label.getKey()) > config.labelNameBytes()) {
                return "a label's name is longer than " + config.labelNameBytes() + " bytes";
            }
            if (bytes(label.getValue()) > config.labelValueBytes()) {
                return "label " + label.getKey() + " is longer than " + config.labelValueBytes() + " bytes";
            }
        }
        return null;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static String excerpt(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + "...";
    }

    void taken(Way way) {
        of(way).requests.increment();
    }

    void refused(Way way) {
        of(way).refusedRequests.increment();
    }

    List<SelfMetric> selfMetrics() {
        List<SelfMetric> all = new ArrayList<>();
        for (Way way : Way.values()) {
            Counts count = of(way);
            add(all, way, "weir_push_requests_total", "Pushes taken.", count.requests);
            add(
                    all,
                    way,
                    "weir_push_refused_requests_total",
                    "Pushes of which nothing was taken.",
                    count.refusedRequests);
            add(all, way, "weir_push_samples_total", "Pushed samples handed to the head.", count.samples);
            add(
                    all,
                    way,
                    "weir_push_refused_samples_total",
                    "Pushed samples refused, each for itself.",
                    count.refusedSamples);
        }
        return all;
    }

    private static void add(List<SelfMetric> all, Way way, String name, String help, LongAdder count) {
        all.add(SelfMetric.counter(name, help, count.sum()).with("by", way.word()));
    }
}
