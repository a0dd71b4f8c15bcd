package io.weir.collector.history;

import io.weir.collector.head.Head;
import io.weir.collector.head.HeadConfig;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.SelfMetric;
import java.nio.file.Files;
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
    private final Path temporary;

    private SampleStore(Head head, @Nullable History history, @Nullable HistoryFlush flush, Path data) {
        this.head = head;
        this.history = history;
        this.flush = flush;
        this.temporary = data.resolve("history").resolve("tmp");
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
            return new SampleStore(Head.open(folder, alone, clock), null, null, data);
        }
        History history = History.open(data.resolve("history"), config);
        HistoryFlush flush = new HistoryFlush(history, headRetention, clock);
        try {
            HeadConfig held = new HeadConfig(headRetention, maxSeries, newSeriesPerHour, flush::heldFrom);
            Head head = Head.open(folder, held, clock);
            flush.begin(head);
            return new SampleStore(head, history, flush, data);
        } catch (RuntimeException e) {
            history.close();
            throw e;
        }
    }

    /**
     * Opens the samples of a data folder that no Weir uses, to read them: nothing is moved from head to history and nothing is dropped that
     * the history does not have. All of the head's log is read before this returns.
     */
    public static SampleStore openToRead(Path data, int maxSeries, Clock clock) {
        Path mark = data.resolve("history").resolve("flushed");
        boolean moved = Files.exists(mark);
        History history = moved ? History.open(data.resolve("history"), HistoryConfig.DEFAULTS) : null;
        long seam = history == null ? 0 : history.flushedTo(0);
        HeadConfig held = new HeadConfig(Duration.ofSeconds(1), maxSeries, maxSeries, () -> seam);
        Head head = Head.open(data.resolve("head"), held, clock);
        head.awaitReplay();
        return new SampleStore(head, history, null, data);
    }

    /**
     * Writes samples of any age to a file, which may take minutes. It stages them below the data folder first and needs as much room there.
     *
     * @param out the file, which is overwritten
     * @return how many rows it has
     * @throws HistoryException when it cannot be written, disk gets scarce, or it is cancelled
     */
    public long export(ExportRequest request, Path out, ExportProgress progress) {
        return new Export(head, history, temporary, request, progress).write(out);
    }

    /** Where what is under way may be put; what a kill left there is deleted at the next start. */
    public Path temporary() {
        return temporary;
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
