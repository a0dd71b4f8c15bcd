package io.weir.collector.history;

import io.weir.collector.head.Head;
import io.weir.collector.head.HeadConfig;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SelfMetric;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head, and the history behind it when there is one. Thread-safe. */
public final class SampleStore implements AutoCloseable {
    private final Head head;
    private final @Nullable History history;
    private final @Nullable HistoryFlush flush;
    private final SampleSource samples;

    private SampleStore(Head head, @Nullable History history, @Nullable HistoryFlush flush) {
        this.head = head;
        this.history = history;
        this.flush = flush;
        this.samples = history == null ? head : new RecentAndPast(head, history);
    }

    /**
     * Opens {@code head/} and {@code history/} below a data folder and begins to move samples from the one to the other.
     *
     * @param maxSeries and {@code newSeriesPerHour}: see {@link HeadConfig}
     */
    public static SampleStore open(
            Path data, Duration headRetention, int maxSeries, int newSeriesPerHour, HistoryConfig config, Clock clock) {
        Path folder = data.resolve("head");
        if (!config.enabled()) {
            HeadConfig alone = new HeadConfig(headRetention, maxSeries, newSeriesPerHour, () -> Long.MAX_VALUE);
            return new SampleStore(Head.open(folder, alone, clock), null, null);
        }
        History history = History.open(data.resolve("history"), config);
        HistoryFlush flush = new HistoryFlush(history, headRetention, clock);
        try {
            HeadConfig held = new HeadConfig(headRetention, maxSeries, newSeriesPerHour, flush::heldFrom);
            Head head = Head.open(folder, held, clock);
            flush.begin(head);
            return new SampleStore(head, history, flush);
        } catch (RuntimeException e) {
            history.close();
            throw e;
        }
    }

    /** Where samples are written. */
    public Head head() {
        return head;
    }

    /** Where samples of any age are read. */
    public SampleSource samples() {
        return samples;
    }

    /** The counters of both. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>(head.selfMetrics());
        if (history != null) {
            metrics.addAll(history.selfMetrics());
        }
        return metrics;
    }

    @Override
    public void close() {
        if (flush != null) {
            flush.close();
        }
        head.close();
        if (history != null) {
            history.close();
        }
    }
}
