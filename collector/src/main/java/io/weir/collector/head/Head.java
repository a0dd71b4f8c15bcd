package io.weir.collector.head;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SampleTap;
import io.weir.collector.metric.SampleVisitor;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.metric.Series;
import io.weir.collector.metric.SeriesVisitor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The samples of the last hours, compressed in memory, with a log on disk that survives a kill. Any number of threads may read
 * and write; one lock orders the writers, readers take none. A sample is durable within a second of its append.
 */
public final class Head implements SampleSource, SampleSink, AutoCloseable {
    private static final int MAINTENANCE_SECONDS = 30;
    private static final long FUTURE_MS = 600_000;

    /** What nobody wrote to for so long is compressed. */
    private static final long IDLE_MS = 600_000;

    private final Clock clock;
    private final HeadConfig config;
    private final LogSegments segments;
    private final HeadLog headLog;
    private final LabelIndex index = new LabelIndex(this::added);
    private final Object lock = new Object();
    private final Housekeeping housekeeping = new Housekeeping();

    private final HeadCounters counters = new HeadCounters();
    private final Feed singles = new Feed(this);
    private final Layouts layouts = new Layouts(index, singles);
    private final SeriesBudget budget;
    private final HeadReplay replay;
    private volatile @Nullable SampleTap tap;
    private volatile @Nullable Consumer<HeadSeries> newcomers;
    private volatile long completeFrom = Long.MIN_VALUE;

    // Under the lock.
    private final double[] single = new double[1];
    private double[] admitted = {};
    private int nextRef;

    private Head(Path directory, HeadConfig config, Clock clock) {
        this.clock = clock;
        this.config = config;
        this.segments = new LogSegments(directory);
        this.headLog = new HeadLog(segments, config.retention());
        this.budget = new SeriesBudget(config.maxSeries(), config.newSeriesPerHour(), clock);
        this.replay = new HeadReplay(this, segments, counters);
    }

    /**
     * Opens a head. The newest part of its log is read back before this returns; {@link #isReplayed} tells when the rest is.
     *
     * @param directory of the log; made when missing
     * @param clock what "now" is; it must not be set back while the head is open, see {@link SteadyClock}
     * @throws java.io.UncheckedIOException when the folder cannot be written
     */
    public static Head open(Path directory, HeadConfig config, Clock clock) {
        Head head = new Head(directory, config, clock);
        head.completeFrom = head.keptFrom();
        head.replay.begin(head.completeFrom);
        if (clock instanceof SteadyClock steady) {
            steady.atLeast(head.newestMs());
        }
        head.headLog.start(clock.millis());
        head.housekeeping.every(1, "writing the head's log", head::sync);
        head.housekeeping.every(MAINTENANCE_SECONDS, "dropping old samples", head::dropOld);
        return head;
    }

    /** Opens a head with no other limits than these. */
    public static Head open(Path directory, Duration retention, int maxSeries, Clock clock) {
        return open(directory, HeadConfig.of(retention, maxSeries), clock);
    }

    /** Tells every later sample to {@code listener}, in place of the one before; null for nobody. */
    public void tap(@Nullable SampleTap listener) {
        tap = listener;
    }

    /**
     * Tells every series to {@code listener} that is added from now on, a former one that comes back included, in place of the one before.
     * It is called under the head's lock and must neither block nor throw.
     */
    public void onNewSeries(Consumer<HeadSeries> listener) {
        newcomers = listener;
    }

    private void added(HeadSeries series) {
        Consumer<HeadSeries> listener = newcomers;
        if (listener != null) {
            listener.accept(series);
        }
    }

    /** A producer of pages. */
    public Feed feed() {
        return new Feed(this);
    }

    /** True when everything that the log held is here. */
    public boolean isReplayed() {
        return replay.isDone();
    }

    /** Waits until everything that the log held is here. */
    public void awaitReplay() {
        replay.await();
    }

    /** The handle of a series, made when it is new; null when the head is full or too many series are new. */
    public @Nullable HeadSeries series(Labels labels) {
        HeadSeries known = index.get(labels);
        if (known != null) {
            return known;
        }
        synchronized (lock) {
            return seriesLocked(labels, false);
        }
    }

    /** The handle of a series that the log has. It was accepted once, so only the head's size limits it. */
    @Nullable
    HeadSeries replayedSeries(Labels labels) {
        HeadSeries known = index.get(labels);
        if (known != null) {
            return known;
        }
        synchronized (lock) {
            return seriesLocked(labels, true);
        }
    }

    private @Nullable HeadSeries seriesLocked(Labels labels, boolean replayed) {
        HeadSeries known = index.get(labels);
        if (known != null) {
            return known;
        }
        HeadCounters.Reason refused = budget.refuses(index.size(), replayed);
        if (refused != null) {
            counters.refused(refused);
            return null;
        }
        HeadSeries series = new HeadSeries(index.canonical(labels), nextRef++);
        index.add(series);
        return series;
    }

    void append(Feed feed, long timestampMs, HeadSeries[] series, double[] values, int count) {
        synchronized (lock) {
            HeadCounters.Reason late = timestampMs <= feed.lastTime
                    ? HeadCounters.Reason.age(timestampMs, feed.lastTime)
                    : tooNew(timestampMs);
            if (late != null) {
                counters.dropped(late, count);
                return;
            }
            feed.lastTime = timestampMs;
            Layout layout = layouts.of(feed, timestampMs, series, count);
            double[] row = values;
            int written = count;
            if (feed.contested) {
                written = admit(feed, timestampMs, layout, values);
                row = admitted;
            }
            if (written > 0) {
                layout.append(timestampMs, row);
                headLog.page(layout, timestampMs, row);
                counters.appended(written, timestampMs);
            }
        }
        SampleTap listener = tap;
        if (listener != null) {
            listener.published(timestampMs, series, values, count);
        }
    }

    /** Copies the values of the series that have no sample as young as this page, and holes for the others. */
    private int admit(Feed feed, long timestampMs, Layout layout, double[] values) {
        int count = layout.series.length;
        if (admitted.length < count) {
            admitted = new double[count];
        }
        int written = 0;
        for (int i = 0; i < count; i++) {
            HeadSeries one = layout.series[i];
            long newest = one.newest();
            if (one.owner != null && one.owner != feed) {
                one.owner.contested = true;
            }
            if (newest >= timestampMs) {
                counters.dropped(HeadCounters.Reason.age(timestampMs, newest), 1);
                admitted[i] = Block.HOLE;
            } else {
                admitted[i] = values[i];
                written++;
            }
        }
        return written;
    }

    private HeadCounters.@Nullable Reason tooNew(long timestampMs) {
        return timestampMs - clock.millis() > FUTURE_MS ? HeadCounters.Reason.FUTURE : null;
    }

    @Override
    public void append(Labels labels, Sample sample) {
        long time = sample.timestampMs();
        synchronized (lock) {
            HeadCounters.Reason refused = time < completeFrom ? HeadCounters.Reason.TOO_OLD : tooNew(time);
            HeadSeries series = refused == null ? seriesLocked(labels, false) : null;
            if (series != null && time <= series.newest()) {
                refused = HeadCounters.Reason.age(time, series.newest());
            }
            if (series == null || refused != null) {
                // A series that was refused is counted as that already.
                counters.dropped(refused, 1);
                return;
            }
            single[0] = sample.value();
            layouts.single(series, time).append(time, single);
            headLog.single(series, time, sample.value());
            counters.appended(1, time);
        }
        SampleTap listener = tap;
        if (listener != null) {
            listener.published(labels, sample);
        }
    }

    /** Takes in samples that the log had. */
    void adopt(HeadSeries[] series, Block[] blocks) {
        synchronized (lock) {
            layouts.adopt(series, blocks);
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
        return found;
    }

    @Override
    public void scan(List<LabelMatcher> matchers, long fromMs, long toMs, SeriesVisitor visitor) {
        ColumnScan scan = new ColumnScan(fromMs, toMs);
        for (HeadSeries series : index.select(matchers)) {
            scan.show(series, visitor);
        }
    }

    @Override
    public void newest(List<LabelMatcher> matchers, long fromMs, long toMs, SampleVisitor visitor) {
        NewestSample newest = new NewestSample();
        for (HeadSeries series : index.select(matchers)) {
            if (series.readNewest(fromMs, toMs, newest)) {
                visitor.visit(series.labels(), newest.timestampMs, newest.value);
            }
        }
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

    /** Writes what was appended to disk. The head does so each second; whoever calls it need not wait for that. */
    public void sync() {
        headLog.sync(lock, clock.millis());
    }

    /** The oldest time that is kept. */
    private long keptFrom() {
        return Math.min(
                clock.millis() - config.retention().toMillis(),
                config.heldFrom().getAsLong());
    }

    /** Drops what is older than the retention and held by nobody. It is called now and then by the head itself. */
    public void dropOld() {
        long before = keptFrom();
        // Told before it happens: a reader that comes between asks the history, which has it already.
        completeFrom = Math.max(completeFrom, before);
        synchronized (lock) {
            layouts.dropBefore(before, clock.millis() - IDLE_MS);
            if (replay.isDone()) {
                layouts.evictEmpty();
            }
        }
        headLog.dropBefore(before);
    }

    /** Every series, in no order. The list belongs to the caller. */
    public List<HeadSeries> allSeries() {
        List<HeadSeries> all = new ArrayList<>();
        index.all().forEach(all::add);
        return all;
    }

    /** From this time on the head has every sample; what is older may have been dropped. */
    public long completeFrom() {
        return completeFrom;
    }

    /** The time of the oldest sample; {@link Long#MAX_VALUE} when there is none. */
    public long oldestMs() {
        synchronized (lock) {
            return layouts.oldestMs();
        }
    }

    /** The time of the newest sample; {@link Long#MIN_VALUE} when there is none. */
    public long newestMs() {
        return counters.newestMs();
    }

    /** The head's own counters. */
    public List<SelfMetric> selfMetrics() {
        long bytes = 0;
        synchronized (lock) {
            for (Layout layout : layouts.all()) {
                bytes += layout.bytes();
            }
        }
        List<SelfMetric> metrics = new ArrayList<>(counters.metrics());
        metrics.add(SelfMetric.gauge("weir_head_series", "Series in the head.", index.size()));
        metrics.add(SelfMetric.gauge("weir_head_bytes", "Bytes of samples in the head.", bytes));
        metrics.add(SelfMetric.gauge("weir_head_log_bytes", "Bytes of the head's log on disk.", segments.bytes()));
        metrics.add(SelfMetric.gauge(
                "weir_head_replayed", "1 when all of the log was read back.", replay.isDone() ? 1 : 0));
        metrics.add(SelfMetric.counter(
                "weir_head_log_failures_total", "Failed writes of the head's log.", headLog.failures()));
        return metrics;
    }

    @Override
    public void close() {
        replay.close();
        housekeeping.close();
        sync();
        headLog.close();
    }
}
