package io.weir.diagnosis.log.push;

import io.weir.collector.metric.SelfMetric;
import io.weir.collector.push.PushRefusedException;
import io.weir.diagnosis.log.LogSink;
import io.weir.diagnosis.log.PlausibleTime;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes in log lines that are pushed. A push that is answered as taken is on disk; one that is not may be sent again, and then some of
 * its lines may stand twice. Bodies come decompressed but for Loki's protobuf. Thread-safe.
 */
public final class LogPush {
    /** By which way something came. */
    enum Way {
        LOKI,
        ELASTICSEARCH,
        OTLP,
        NDJSON,
        SYSLOG
    }

    private static final class Counts {
        final LongAdder requests = new LongAdder();
        final LongAdder refused = new LongAdder();
        final LongAdder lines = new LongAdder();
    }

    private final LogPushConfig config;
    private final Durability durability;
    private final PushedStreams streams;
    private final Clock clock;
    private final AtomicLong bodies = new AtomicLong();
    private final Counts[] counts = new Counts[Way.values().length];

    /** Takes lines in for a sink. */
    public LogPush(LogSink sink, Durability durability, PlausibleTime plausible, LogPushConfig config, Clock clock) {
        this.config = config;
        this.durability = durability;
        this.streams = new PushedStreams(sink, plausible);
        this.clock = clock;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new Counts();
        }
    }

    /** The largest body, after decompression. */
    public long bodyBytes() {
        return config.bodyBytes();
    }

    /** Makes room for a body of that size; false while too many are worked on. {@link #release} gives the room back. */
    public boolean reserve(long bytes) {
        if (bodies.addAndGet(bytes) > config.bodiesBytes()) {
            bodies.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** Gives back what {@link #reserve} took. */
    public void release(long bytes) {
        bodies.addAndGet(-bytes);
    }

    /** Loki's push, as JSON or as protobuf under Snappy. */
    public PushOutcome loki(byte[] body, boolean protobuf) throws PushRefusedException {
        return read(Way.LOKI, () -> protobuf ? LokiReader.protobuf(body, config) : LokiReader.json(body, config));
    }

    /** OpenTelemetry's export of logs, as JSON or as protobuf. */
    public PushOutcome otlp(byte[] body, boolean protobuf) throws PushRefusedException {
        long now = clock.millis();
        return read(Way.OTLP, () -> protobuf ? OtlpWire.read(body, config, now) : OtlpJson.read(body, config, now));
    }

    /** Newline JSON; the labels hold for all lines. */
    public PushOutcome documents(byte[] body, Map<String, String> labels) throws PushRefusedException {
        return read(Way.NDJSON, () -> DocumentLines.read(body, labels, config, clock.millis()));
    }

    /** What Elasticsearch's _bulk came to: {@code answer} counts when {@code outcome} is Taken. */
    public record Bulk(PushOutcome outcome, BulkAnswer answer) {}

    /** Elasticsearch's _bulk. */
    public Bulk bulk(byte[] body, String defaultIndex) throws PushRefusedException {
        List<BulkReader.Item> items = new ArrayList<>();
        PushOutcome outcome = read(Way.ELASTICSEARCH, () -> {
            items.addAll(BulkReader.read(body, defaultIndex, config, clock.millis()));
            return items.stream()
                    .map(BulkReader.Item::line)
                    .filter(Objects::nonNull)
                    .toList();
        });
        BulkAnswer answer = new BulkAnswer(items.stream()
                .map(item -> new BulkAnswer.Item(item.action(), item.index(), item.fault()))
                .toList());
        return new Bulk(outcome, answer);
    }

    /** Lines that came by syslog. */
    PushOutcome syslog(List<PushedLine> lines) {
        return take(Way.SYSLOG, lines);
    }

    long nowMillis() {
        return clock.millis();
    }

    private interface Reader {
        List<PushedLine> read() throws PushRefusedException;
    }

    private PushOutcome read(Way way, Reader reader) throws PushRefusedException {
        try {
            return take(way, reader.read());
        } catch (PushRefusedException e) {
            counts[way.ordinal()].refused.increment();
            throw e;
        }
    }

    private PushOutcome take(Way way, List<PushedLine> lines) {
        PushOutcome outcome = take(lines);
        if (outcome instanceof PushOutcome.Taken) {
            counts[way.ordinal()].requests.increment();
            counts[way.ordinal()].lines.add(lines.size());
        } else {
            counts[way.ordinal()].refused.increment();
        }
        return outcome;
    }

    private PushOutcome take(List<PushedLine> lines) {
        if (!lines.isEmpty() && !streams.append(lines, clock.millis())) {
            String why = durability.readOnly();
            return why == null
                    ? new PushOutcome.Behind("the log store is behind with indexing")
                    : new PushOutcome.ReadOnly(why);
        }
        try {
            durability.sync();
        } catch (UncheckedIOException e) {
            return new PushOutcome.ReadOnly(String.valueOf(e.getMessage()));
        }
        return new PushOutcome.Taken(lines.size());
    }

    /** What was taken and what was refused. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> all = new ArrayList<>();
        for (Way way : Way.values()) {
            Counts count = counts[way.ordinal()];
            add(all, way, "weir_log_push_requests_total", "Pushes of log lines that were taken.", count.requests);
            add(all, way, "weir_log_push_refused_total", "Pushes of log lines that were refused.", count.refused);
            add(all, way, "weir_log_push_lines_total", "Log lines that were pushed and taken.", count.lines);
        }
        all.add(SelfMetric.counter(
                "weir_log_push_cut_lines_total", "Pushed lines longer than 256 KiB, cut.", streams.cutLines()));
        return all;
    }

    private static void add(List<SelfMetric> all, Way way, String name, String help, LongAdder count) {
        all.add(SelfMetric.counter(name, help, count.sum())
                .with("by", way.name().toLowerCase(Locale.ROOT)));
    }
}
