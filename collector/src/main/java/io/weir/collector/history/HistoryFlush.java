package io.weir.collector.history;

import io.weir.collector.head.Head;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Series;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves samples that leave the head into the history, a window at a time. */
public final class HistoryFlush implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HistoryFlush.class);
    private static final long EVERY_SECONDS = 10;

    /** All divide a day, so that no window lies in two. */
    private static final long[] WINDOW_MINUTES = {60, 30, 15, 10, 5, 2, 1};

    private final History history;
    private final Duration headRetention;
    private final Clock clock;
    private final long windowMs;
    private volatile long goodMs;
    private @Nullable Head head;
    private @Nullable ScheduledExecutorService loop;
    private @Nullable ScheduledFuture<?> task;

    /** A flush that moves nothing until it is begun. */
    public HistoryFlush(History history, Duration headRetention, Clock clock) {
        this.history = history;
        this.headRetention = headRetention;
        this.clock = clock;
        this.goodMs = clock.millis();
        long most = Math.max(1, headRetention.toMinutes() / 8);
        long minutes = 1;
        for (long candidate : WINDOW_MINUTES) {
            if (candidate <= most) {
                minutes = candidate;
                break;
            }
        }
        this.windowMs = Duration.ofMinutes(minutes).toMillis();
    }

    /**
     * The head keeps what is as young as this for the history. When the history could not be written for as long as the head's retention,
     * the head does not grow for ever: what is older than twice the retention is lost then.
     */
    public long heldFrom() {
        long now = clock.millis();
        long from = now - headRetention.toMillis();
        long flushed = history.flushedTo(Math.floorDiv(from, windowMs) * windowMs);
        boolean stuck = now - goodMs > headRetention.toMillis();
        return stuck ? Math.max(flushed, from - headRetention.toMillis()) : flushed;
    }

    /** Begins to move samples out of a head. */
    public void begin(Head from) {
        head = from;
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread made = new Thread(run, "weir-history-flush");
            made.setDaemon(true);
            return made;
        });
        loop = thread;
        task = thread.scheduleWithFixedDelay(this::turn, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void turn() {
        try {
            run();
            history.prune(clock.millis());
        } catch (RuntimeException e) {
            log.error("samples could not be moved to the history; they stay in the head and it is tried again", e);
        }
    }

    /** Writes every window that has left the head's retention. */
    void run() {
        Head from = head;
        if (from == null || !from.isReplayed()) {
            return;
        }
        long due = clock.millis() - headRetention.toMillis();
        long at = heldFrom();
        long oldest = from.oldestMs();
        if (oldest > at) {
            // Nothing was collected meanwhile, or never.
            at = Math.max(at, Math.min(Math.floorDiv(oldest, windowMs), Math.floorDiv(due, windowMs)) * windowMs);
        }
        for (long until = windowEnd(at); until <= due; until = windowEnd(at)) {
            history.write(at, until, window(from, at, until - 1));
            at = until;
        }
        goodMs = clock.millis();
    }

    private long windowEnd(long at) {
        return (Math.floorDiv(at, windowMs) + 1) * windowMs;
    }

    private static Iterable<Series> window(Head from, long fromMs, long toMs) {
        List<HeadSeries> sorted = from.allSeries();
        sorted.sort(Comparator.comparing(HeadSeries::labels, Comparator.<Labels>naturalOrder()));
        return () -> read(sorted, fromMs, toMs);
    }

    private static Iterator<Series> read(List<HeadSeries> sorted, long fromMs, long toMs) {
        return sorted.stream()
                .map(series -> series.read(fromMs, toMs))
                .filter(Objects::nonNull)
                .iterator();
    }

    @Override
    public void close() {
        if (task != null) {
            task.cancel(false);
        }
        if (loop != null) {
            loop.shutdown();
            try {
                if (!loop.awaitTermination(30, TimeUnit.SECONDS)) {
                    log.warn("the history was still being written after 30 s; that window is written again");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
