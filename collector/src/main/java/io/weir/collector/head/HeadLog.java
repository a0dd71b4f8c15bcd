package io.weir.collector.head;

import io.weir.collector.metric.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The head's log on disk, append-only, in numbered segments. Every segment tells all that is needed to read it, so that one
 * can be dropped when its samples are old, and damage in one costs no other. {@link HeadReplay} reads it back.
 *
 * <p>Records: {@link #SERIES} describes a series, {@link #LAYOUT} the series of pages in their order,
 * {@link #PAGE} the values that differ from the page before, {@link #SINGLE} one sample. Records are put into a buffer under the head's
 * lock; {@link #sync} writes and fsyncs the buffer without it.
 */
final class HeadLog {
    static final int SERIES = 1;
    static final int LAYOUT = 2;
    static final int PAGE = 3;
    static final int SINGLE = 4;

    private static final Logger log = LoggerFactory.getLogger(HeadLog.class);
    /** A new segment describes all series anew, so it should hold much more than that; but a restart waits for the newest. */
    private static final long SEGMENT_BYTES = 32L << 20;

    private static final int BUFFER_BYTES = 64 << 20;
    private static final long COMPLAIN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LogSegments segments;
    private final long segmentSpanMs;

    // Under the head's lock.
    private LogBuffer filling = new LogBuffer();
    private int generation;
    private int nextLayout;

    /** The strings that this segment has spelled out already. */
    private final Map<String, Integer> symbols = new HashMap<>();

    private boolean started;
    private long newestMs = Long.MIN_VALUE;
    private boolean lost;

    // Of the thread that syncs.
    private final Object syncLock = new Object();
    private LogBuffer writing = new LogBuffer();
    private long segmentNewestMs = Long.MIN_VALUE;
    private long complainedNanos;
    private volatile long failures;

    HeadLog(LogSegments segments, Duration retention) {
        this.segments = segments;
        this.segmentSpanMs = Math.max(1000, retention.toMillis() / 8);
    }

    /** Begins to record; until then nothing is, so that a replay does not write itself down again. */
    void start(long nowMs) {
        try {
            segments.open(nowMs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the head's log in " + segments.directory(), e);
        }
        started = true;
    }

    void page(Layout layout, long timestampMs, double[] values) {
        if (!accepts(timestampMs)) {
            return;
        }
        int count = layout.series.length;
        if (layout.loggedGeneration != generation) {
            describe(layout);
        }
        filling.begin(PAGE);
        filling.varint(layout.loggedId);
        filling.raw(timestampMs);
        int unchanged = 0;
        long[] before = layout.loggedBits;
        for (int i = 0; i < count; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            if (bits == before[i]) {
                unchanged++;
            } else {
                filling.varint(unchanged);
                filling.trimmed(bits ^ before[i]);
                before[i] = bits;
                unchanged = 0;
            }
        }
        filling.end();
    }

    private void describe(Layout layout) {
        for (HeadSeries one : layout.series) {
            describe(one);
        }
        layout.loggedGeneration = generation;
        layout.loggedId = nextLayout++;
        layout.loggedBits = new long[layout.series.length];
        filling.begin(LAYOUT);
        filling.varint(layout.loggedId);
        filling.varint(layout.series.length);
        for (HeadSeries one : layout.series) {
            filling.varint(one.ref);
        }
        filling.end();
    }

    void single(HeadSeries series, long timestampMs, double value) {
        if (!accepts(timestampMs)) {
            return;
        }
        describe(series);
        filling.begin(SINGLE);
        filling.varint(series.ref);
        filling.raw(timestampMs);
        filling.raw(Double.doubleToRawLongBits(value));
        filling.end();
    }

    private boolean accepts(long timestampMs) {
        if (!started || lost) {
            return false;
        }
        if (filling.size() > BUFFER_BYTES) {
            // The disk does not keep up. What follows would lean on records that were not written, so the next sync
            // begins anew.
            lost = true;
            return false;
        }
        newestMs = Math.max(newestMs, timestampMs);
        return true;
    }

    private void describe(HeadSeries series) {
        if (series.loggedGeneration == generation) {
            return;
        }
        series.loggedGeneration = generation;
        Labels labels = series.labels();
        filling.begin(SERIES);
        filling.varint(series.ref);
        filling.varint(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            symbol(labels.nameAt(i));
            symbol(labels.valueAt(i));
        }
        filling.end();
    }

    /** A string is spelled out once in a segment and has its place in that order as its number from then on. */
    private void symbol(String text) {
        Integer known = symbols.putIfAbsent(text, symbols.size());
        if (known == null) {
            filling.varint(0);
            filling.text(text);
        } else {
            filling.varint(known + 1L);
        }
    }

    private void beginGeneration() {
        generation++;
        newestMs = Long.MIN_VALUE;
        symbols.clear();
    }

    /** Writes and fsyncs what was recorded. Never throws: a full disk must not stop the collection. */
    void sync(Object headLock, long nowMs) {
        synchronized (syncLock) {
            boolean renew;
            boolean incomplete;
            synchronized (headLock) {
                LogBuffer full = filling;
                filling = writing;
                writing = full;
                segmentNewestMs = Math.max(segmentNewestMs, newestMs);
                incomplete = lost;
                boolean empty = segments.isEmpty() && full.size() == 0;
                renew = incomplete
                        || !segments.isOpen()
                        || segments.size() + full.size() > SEGMENT_BYTES
                        || nowMs - segments.openedMs() > segmentSpanMs && !empty;
                lost = false;
                if (renew) {
                    beginGeneration();
                }
            }
            boolean good = write();
            if (incomplete) {
                failures++;
                log.error("the head's log did not keep up: samples of the last seconds are in memory only");
            }
            if (renew || !good) {
                renew(headLock, nowMs, renew);
            }
        }
    }

    private boolean write() {
        try {
            if (writing.size() > 0) {
                segments.write(writing.contents());
            }
            return true;
        } catch (IOException e) {
            failed("written", e);
            return false;
        } finally {
            writing.clear();
        }
    }

    /** Closes the segment and opens the next one. After a failed write the records since then are of no use. */
    private void renew(Object headLock, long nowMs, boolean announced) {
        closeSegment();
        if (!announced) {
            synchronized (headLock) {
                filling.clear();
                beginGeneration();
            }
        }
        try {
            segments.open(nowMs);
        } catch (IOException e) {
            failed("opened", e);
        }
    }

    private void failed(String what, IOException e) {
        failures++;
        long now = System.nanoTime();
        if (failures > 1 && now - complainedNanos < COMPLAIN_EVERY_NANOS) {
            return;
        }
        complainedNanos = now;
        log.error(
                "the head's log in {} cannot be {}: {}. Samples stay in memory and would be lost by a kill",
                segments.directory(),
                what,
                e.toString());
    }

    /** Deletes the segments in which every sample is older. */
    void dropBefore(long timeMs) {
        try {
            segments.dropBefore(timeMs);
        } catch (IOException e) {
            failed("deleted", e);
        }
    }

    long failures() {
        return failures;
    }

    void close() {
        synchronized (syncLock) {
            closeSegment();
        }
    }

    private void closeSegment() {
        try {
            segments.close(segmentNewestMs);
        } catch (IOException e) {
            failed("closed", e);
        }
        segmentNewestMs = Long.MIN_VALUE;
    }
}
