package io.weir.diagnosis.log;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SelfMetric;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the records that pass on their way to a store, as {@code weir_log_lines_total{cluster, process, level}}, so that a log alert is
 * an ordinary rule. A stack trace counts with its first line, once.
 *
 * <p>A record counts once the store has it, and only within {@value #FRESH_MINUTES} minutes of the time it states: the backlog that Weir
 * finds at its start, or after a long stop, belongs to the past and would else look like a burst of errors now. A series begins with 0, so that its first
 * records are an increase, and ends with a stale marker once its process has written nothing for {@value #IDLE_MINUTES} minutes, as
 * one that is gone does. Processes beyond {@value #MOST_PROCESSES} are not counted but are told as refused. Thread-safe.
 */
public final class LineCounts implements LogSink {
    static final int MOST_PROCESSES = 5_000;
    static final long FRESH_MINUTES = 5;
    static final long IDLE_MINUTES = 60;
    private static final String NAME = "weir_log_lines_total";

    /** Counted from the first record of a process on; the other levels are rare and begin when they come. */
    private static final Set<LogLevel> FROM_THE_START = EnumSet.of(LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR);

    private final LogSink store;
    private final SampleSink samples;
    private final Clock clock;
    private final Map<Key, Counts> processes = new HashMap<>();
    private long late;
    private long refused;

    /** Counts what {@code store} takes in; {@link #write} writes the counts to {@code samples}. */
    public LineCounts(LogSink store, SampleSink samples, Clock clock) {
        this.store = store;
        this.samples = samples;
        this.clock = clock;
    }

    private record Key(String cluster, String process) {
        Labels series(LogLevel level) {
            return Labels.of(Labels.NAME, NAME, "cluster", cluster, "process", process, "level", level.name());
        }
    }

    private static final class Counts {
        final long[] byLevel = new long[LogLevel.values().length];
        final Set<LogLevel> begun = EnumSet.noneOf(LogLevel.class);
        long lastMillis;
    }

    @Override
    public List<StreamPosition> positions(LogSource source) {
        return store.positions(source);
    }

    @Override
    public LogStream openStream(LogSource source, String file) {
        return store.openStream(source, file);
    }

    @Override
    public boolean append(LogStream stream, FileIdentity identity, List<RawRecord> records) {
        if (!store.append(stream, identity, records)) {
            return false;
        }
        count(stream, records);
        return true;
    }

    private synchronized void count(LogStream stream, List<RawRecord> records) {
        long now = clock.millis();
        Key key = new Key(stream.cluster(), stream.process());
        Counts counts = processes.get(key);
        if (counts == null) {
            if (processes.size() >= MOST_PROCESSES) {
                refused += records.size();
                return;
            }
            counts = new Counts();
            processes.put(key, counts);
            for (LogLevel level : FROM_THE_START) {
                begin(key, counts, level, now);
            }
        }
        counts.lastMillis = now;
        long oldest = now - Duration.ofMinutes(FRESH_MINUTES).toMillis();
        for (RawRecord record : records) {
            LogLevel level = record.header().level();
            if (record.header().atMillis() < oldest) {
                late++;
                continue;
            }
            begin(key, counts, level, now);
            counts.byLevel[level.ordinal()]++;
        }
    }

    /** The 0 is written a moment before, since the count may follow within the same millisecond. */
    private void begin(Key key, Counts counts, LogLevel level, long now) {
        if (counts.begun.add(level)) {
            samples.append(key.series(level), new Sample(now - 1, 0));
        }
    }

    /** Writes every count as it stands, and ends the series of processes that fell silent. Call it once each interval. */
    public synchronized void write() {
        long now = clock.millis();
        long idle = now - Duration.ofMinutes(IDLE_MINUTES).toMillis();
        Iterator<Map.Entry<Key, Counts>> each = processes.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Key, Counts> entry = each.next();
            Counts counts = entry.getValue();
            boolean over = counts.lastMillis < idle;
            for (LogLevel level : counts.begun) {
                double value = over ? Sample.STALE : counts.byLevel[level.ordinal()];
                samples.append(entry.getKey().series(level), new Sample(now, value));
            }
            if (over) {
                each.remove();
            }
        }
    }

    /** Figures since the start. */
    public synchronized List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>();
        metrics.add(SelfMetric.gauge(
                "weir_log_counted_processes", "Processes whose log lines are counted.", processes.size()));
        metrics.add(SelfMetric.counter(
                "weir_log_lines_late_total", "Log lines of the past, stored but not in weir_log_lines_total.", late));
        metrics.add(SelfMetric.counter(
                "weir_log_lines_uncounted_total", "Log lines of processes beyond the most that are counted.", refused));
        return metrics;
    }
}
