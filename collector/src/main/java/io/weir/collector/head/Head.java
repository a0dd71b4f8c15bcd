package io.weir.collector.head;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SampleTap;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.metric.Series;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The samples of the last hours, compressed in memory, with a log on disk that survives a kill. Any number of threads may read
 * and write; one lock orders the writers, readers take none. A sample is durable within a second of its append.
 */
public final class Head implements SampleSource, SampleSink, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Head.class);
    private static final long MAINTENANCE_SECONDS = 30;

    private final Clock clock;
    private final Duration retention;
    private final int maxSeries;
    private final LogSegments segments;
    private final HeadLog headLog;
    private final LabelIndex index = new LabelIndex();
    private final Object lock = new Object();
    private final ScheduledExecutorService housekeeper;
    private final List<ScheduledFuture<?>> chores = new ArrayList<>();

    // Counters, written under the lock.
    private volatile long appended;
    private volatile long outOfOrder;
    private volatile long refusedSeries;
    private int nextRef;
    private volatile @Nullable SampleTap tap;

    private Head(Path directory, Duration retention, int maxSeries, Clock clock) {
        this.clock = clock;
        this.retention = retention;
        this.maxSeries = maxSeries;
        this.segments = new LogSegments(directory);
        this.headLog = new HeadLog(segments, retention);
        this.housekeeper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "weir-head");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens a head, with everything its log still holds.
     *
     * @param directory of the log; made when missing
     * @param retention how long samples are kept; whole chunks are dropped, so some live a little longer
     * @param maxSeries how many series are accepted; more are refused and counted
     * @throws java.io.UncheckedIOException when the folder cannot be written
     */
    public static Head open(Path directory, Duration retention, int maxSeries, Clock clock) {
        Head head = new Head(directory, retention, maxSeries, clock);
        new HeadReplay(head, clock.millis() - retention.toMillis()).run(head.segments);
        head.appended = 0;
        head.outOfOrder = 0;
        head.headLog.start(clock.millis());
        head.chores.add(head.housekeeper.scheduleWithFixedDelay(
                () -> head.safely("writing the head's log", head::sync), 1, 1, TimeUnit.SECONDS));
        head.chores.add(head.housekeeper.scheduleWithFixedDelay(
                () -> head.safely("dropping old samples", head::dropOld),
                MAINTENANCE_SECONDS,
                MAINTENANCE_SECONDS,
                TimeUnit.SECONDS));
        return head;
    }

    /** Tells every later sample to {@code listener}, in place of the one before; null for nobody. */
    public void tap(@Nullable SampleTap listener) {
        tap = listener;
    }

    /** A producer of pages. */
    public Feed feed() {
        return new Feed(this);
    }

    /** The handle of a series, made when it is new; null when the head is full. */
    public @Nullable HeadSeries series(Labels labels) {
        HeadSeries known = index.get(labels);
        if (known != null) {
            return known;
        }
        synchronized (lock) {
            return seriesLocked(labels);
        }
    }

    private @Nullable HeadSeries seriesLocked(Labels labels) {
        HeadSeries known = index.get(labels);
        if (known != null) {
            return known;
        }
        if (index.size() >= maxSeries) {
            refusedSeries++;
            return null;
        }
        HeadSeries series = new HeadSeries(index.canonical(labels), nextRef++);
        index.add(series);
        return series;
    }

    void append(Feed feed, long timestampMs, HeadSeries[] series, double[] values, int count) {
        synchronized (lock) {
            if (timestampMs <= feed.lastTime) {
                outOfOrder += count;
                return;
            }
            feed.lastTime = timestampMs;
            if (feed.segment.isFull()) {
                feed.segment = new TimeSegment();
            }
            int written = 0;
            for (int i = 0; i < count; i++) {
                HeadSeries one = series[i].evicted ? revived(series, i) : series[i];
                if (one != null && timestampMs > one.lastTime) {
                    one.append(feed.segment, timestampMs, values[i]);
                    written++;
                }
            }
            headLog.page(feed, timestampMs, series, values, count);
            feed.segment.publish(timestampMs);
            appended += written;
            outOfOrder += count - written;
        }
        SampleTap listener = tap;
        if (listener != null) {
            listener.published(timestampMs, series, values, count);
        }
    }

    /** A series that had been dropped for its age is written again: it needs a new entry in the index. */
    private @Nullable HeadSeries revived(HeadSeries[] series, int i) {
        HeadSeries again = seriesLocked(series[i].labels());
        if (again != null) {
            series[i] = again;
        }
        return again;
    }

    @Override
    public void append(Labels labels, Sample sample) {
        synchronized (lock) {
            HeadSeries series = seriesLocked(labels);
            if (series == null) {
                return;
            }
            if (sample.timestampMs() <= series.lastTime) {
                outOfOrder++;
                return;
            }
            TimeSegment segment = series.ownSegment();
            series.append(segment, sample.timestampMs(), sample.value());
            headLog.single(series, sample.timestampMs(), sample.value());
            segment.publish(sample.timestampMs());
            appended++;
        }
        SampleTap listener = tap;
        if (listener != null) {
            listener.published(labels, sample);
        }
    }

    @Override
    public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
        List<Series> found = new ArrayList<>();
        for (HeadSeries series : index.select(matchers)) {
            Series samples = series.read(fromMs, toMs);
            if (samples != null) {
                found.add(samples);
            }
        }
        found.sort(Comparator.comparing(Series::labels));
        return found;
    }

    @Override
    public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
        Set<Labels> found = new TreeSet<>();
        for (HeadSeries series : index.select(matchers)) {
            if (series.hasSampleIn(fromMs, toMs)) {
                found.add(series.labels());
            }
        }
        return found;
    }

    /** Writes what was appended to disk. Called each second; tests call it to have a fact to wait for. */
    void sync() {
        headLog.sync(lock, clock.millis());
    }

    /** A chore that throws would not be run again. */
    private void safely(String what, Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            log.error("{} failed and is tried again", what, e);
        }
    }

    /** Drops what is older than the retention. */
    void dropOld() {
        long before = clock.millis() - retention.toMillis();
        synchronized (lock) {
            Set<HeadSeries> gone = new HashSet<>();
            for (HeadSeries series : index.all()) {
                series.dropBefore(before);
                // That may hit a series which is registered and about to be written for the first time; it is revived
                // then.
                if (series.isEmpty()) {
                    series.evicted = true;
                    gone.add(series);
                }
            }
            if (!gone.isEmpty()) {
                index.remove(gone);
            }
        }
        headLog.dropBefore(before);
    }

    /** The head's own counters. */
    public List<SelfMetric> selfMetrics() {
        long bytes = 0;
        for (HeadSeries series : index.all()) {
            bytes += series.bytes();
        }
        return List.of(
                SelfMetric.gauge("weir_head_series", "Series in the head.", index.size()),
                SelfMetric.gauge("weir_head_bytes", "Bytes of compressed samples in the head.", bytes),
                SelfMetric.gauge("weir_head_log_bytes", "Bytes of the head's log on disk.", segments.bytes()),
                SelfMetric.counter("weir_head_samples_appended_total", "Samples appended since the start.", appended),
                SelfMetric.counter(
                        "weir_head_out_of_order_samples_total",
                        "Samples dropped because they were not younger than their series' newest.",
                        outOfOrder),
                SelfMetric.counter(
                        "weir_head_series_refused_total", "Series refused because the head was full.", refusedSeries),
                SelfMetric.counter(
                        "weir_head_log_failures_total", "Failed writes of the head's log.", headLog.failures()));
    }

    @Override
    public void close() {
        chores.forEach(chore -> chore.cancel(false));
        housekeeper.shutdown();
        try {
            if (!housekeeper.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("the head's housekeeping did not end within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sync();
        headLog.close();
    }
}
