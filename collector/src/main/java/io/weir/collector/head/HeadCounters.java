package io.weir.collector.head;

import io.weir.collector.metric.SelfMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** What the head took and what it refused. Thread-safe. */
final class HeadCounters {
    /** Why a sample or a series is not taken. */
    enum Reason {
        /** Older than the newest sample of its series. */
        OUT_OF_ORDER,
        /** As old as the newest sample of its series. */
        DUPLICATE,
        /** Older than what the head keeps. */
        TOO_OLD,
        /** Too far ahead of the clock. */
        FUTURE,
        /** The head has as many series as it may. */
        SERIES_LIMIT,
        /** Too many series were new of late. */
        NEW_SERIES_LIMIT;

        /** Why a sample that is not younger than the newest is dropped. */
        static Reason age(long timestampMs, long newestMs) {
            return timestampMs == newestMs ? DUPLICATE : OUT_OF_ORDER;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    // Written under the head's lock, thus not lost, and read at any time.
    private volatile long appended;
    private volatile long newestMs = Long.MIN_VALUE;
    private final AtomicLongArray dropped = new AtomicLongArray(Reason.values().length);
    private final AtomicLong tornBytes = new AtomicLong();
    private final AtomicLong damagedSegments = new AtomicLong();
    private final AtomicLong replayed = new AtomicLong();

    @SuppressWarnings("NonAtomicVolatileUpdate") // One writer at a time, under the head's lock.
    void appended(int samples, long timestampMs) {
        appended += samples;
        newestMs = Math.max(newestMs, timestampMs);
    }

    /** Counts samples as dropped; without a reason they are those of a series that was counted as refused. */
    void dropped(@Nullable Reason reason, int samples) {
        if (reason != null) {
            dropped.addAndGet(reason.ordinal(), samples);
        }
    }

    /** Counts a refused series. */
    void refused(Reason reason) {
        dropped.incrementAndGet(reason.ordinal());
    }

    /** Counts the bytes of a tail that was cut. */
    void torn(long bytes) {
        tornBytes.addAndGet(bytes);
    }

    /** Counts a log file of which a part could not be read. */
    void damaged() {
        damagedSegments.incrementAndGet();
    }

    void replayed(long samples, long newest) {
        replayed.addAndGet(samples);
        newestMs = Math.max(newestMs, newest);
    }

    long replayedSamples() {
        return replayed.get();
    }

    long newestMs() {
        return newestMs;
    }

    List<SelfMetric> metrics() {
        List<SelfMetric> metrics = new ArrayList<>();
        metrics.add(
                SelfMetric.counter("weir_head_samples_appended_total", "Samples appended since the start.", appended));
        for (Reason reason : Reason.values()) {
            boolean ofSeries = reason == Reason.SERIES_LIMIT || reason == Reason.NEW_SERIES_LIMIT;
            metrics.add(SelfMetric.counter(
                            ofSeries ? "weir_head_series_refused_total" : "weir_head_samples_dropped_total",
                            ofSeries ? "Requests for a new series that were refused." : "Samples that were dropped.",
                            dropped.get(reason.ordinal()))
                    .with("reason", reason.label()));
        }
        metrics.add(SelfMetric.counter(
                "weir_head_replayed_samples_total", "Samples read back from the log at the start.", replayed.get()));
        metrics.add(SelfMetric.counter(
                "weir_head_log_torn_bytes_total",
                "Bytes cut off the log at the start: an unfinished record.",
                tornBytes.get()));
        metrics.add(SelfMetric.counter(
                "weir_head_log_damaged_segments_total",
                "Log files of which a part could not be read.",
                damagedSegments.get()));
        return metrics;
    }
}
