package io.weir.collector.head;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleTap;
import io.weir.collector.metric.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One series of the head, as a handle for those who write it often. Writing goes through {@link Feed} and {@link Head}, which
 * hold the head's lock; reading takes no lock.
 */
public final class HeadSeries implements SampleTap.Identified {
    private static final Chunk[] NO_CHUNKS = {};

    private final Labels labels;
    final int ref;
    private volatile Chunk[] chunks = NO_CHUNKS;

    // What follows belongs to the writer, under the head's lock.
    private final XorEncoder encoder = new XorEncoder();
    long lastTime = Long.MIN_VALUE;
    boolean evicted;

    /** Which log segment already describes this series. */
    int loggedGeneration = -1;

    /** Times of single samples; null while the series is only ever written by feeds. */
    private @Nullable TimeSegment ownSegment;

    HeadSeries(Labels labels, int ref) {
        this.labels = labels;
        this.ref = ref;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    /** The segment for single samples, with at least one free slot. */
    TimeSegment ownSegment() {
        TimeSegment segment = ownSegment;
        if (segment == null || segment.isFull()) {
            segment = new TimeSegment();
            ownSegment = segment;
        }
        return segment;
    }

    /** Writes the value of the segment's next slot, which the caller publishes. */
    void append(TimeSegment segment, long timestampMs, double value) {
        Chunk[] current = chunks;
        Chunk open = current.length == 0 ? null : current[current.length - 1];
        int slot = segment.size();
        if (open == null || open.segment != segment || open.nextSlot() != slot) {
            if (open != null) {
                open.close(encoder);
            }
            open = new Chunk(segment, slot);
            Chunk[] longer = Arrays.copyOf(current, current.length + 1);
            longer[current.length] = open;
            chunks = longer;
        }
        open.append(encoder, value);
        lastTime = timestampMs;
    }

    /** Drops the chunks that ended before a time; the open one stays while it is young. */
    void dropBefore(long timeMs) {
        Chunk[] current = chunks;
        int drop = 0;
        while (drop < current.length && endsBefore(current[drop], timeMs)) {
            drop++;
        }
        if (drop > 0) {
            chunks = drop == current.length ? NO_CHUNKS : Arrays.copyOfRange(current, drop, current.length);
        }
    }

    private static boolean endsBefore(Chunk chunk, long timeMs) {
        int visible = chunk.visible();
        return visible > 0 && chunk.time(visible - 1) < timeMs;
    }

    boolean isEmpty() {
        return chunks.length == 0;
    }

    /** The samples in [fromMs, toMs], or null when there are none. */
    @Nullable
    Series read(long fromMs, long toMs) {
        Chunk[] current = chunks;
        int room = 0;
        for (Chunk chunk : current) {
            room += overlaps(chunk, fromMs, toMs) ? chunk.visible() : 0;
        }
        if (room == 0) {
            return null;
        }
        long[] times = new long[room];
        double[] values = new double[room];
        double[] decoded = new double[TimeSegment.SLOTS];
        int size = 0;
        for (Chunk chunk : current) {
            // A chunk may have grown since it was counted; what does not fit any more is younger than this read.
            int visible = overlaps(chunk, fromMs, toMs) ? chunk.visible() : 0;
            if (visible > 0) {
                chunk.decode(visible, decoded);
            }
            for (int i = 0; i < visible && size < room; i++) {
                long time = chunk.time(i);
                if (time >= fromMs && time <= toMs) {
                    times[size] = time;
                    values[size] = decoded[i];
                    size++;
                }
            }
        }
        if (size == 0) {
            return null;
        }
        return size == room
                ? new Series(labels, times, values)
                : new Series(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
    }

    /** True when a sample lies in [fromMs, toMs]. */
    boolean hasSampleIn(long fromMs, long toMs) {
        for (Chunk chunk : chunks) {
            int visible = overlaps(chunk, fromMs, toMs) ? chunk.visible() : 0;
            for (int i = 0; i < visible; i++) {
                long time = chunk.time(i);
                if (time >= fromMs && time <= toMs) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean overlaps(Chunk chunk, long fromMs, long toMs) {
        int visible = chunk.visible();
        return visible > 0 && chunk.firstTime() <= toMs && chunk.time(visible - 1) >= fromMs;
    }

    /** Bytes of the compressed values, for the self-metrics. */
    long bytes() {
        long bytes = 0;
        for (Chunk chunk : chunks) {
            bytes += chunk.bytes() + 48L;
        }
        return bytes;
    }

    @Override
    public String toString() {
        return labels.toString();
    }
}
