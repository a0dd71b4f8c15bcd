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
    private final Labels labels;
    final int ref;

    /** Where the samples are; mostly one place, more after the series of its page changed. */
    private volatile @Nullable Place places;

    // What follows belongs to the writer, under the head's lock.

    /** Who wrote it last; null when nobody has since it was replayed. */
    @Nullable
    Feed owner;

    boolean evicted;

    /** Which log segment already describes this series. */
    int loggedGeneration = -1;

    /** A column of a layout. */
    private record Place(
            Layout layout, int column, @Nullable Place next) {}

    HeadSeries(Labels labels, int ref) {
        this.labels = labels;
        this.ref = ref;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    void addPlace(Layout layout, int column) {
        places = new Place(layout, column, places);
    }

    void removePlaces(Layout layout) {
        places = without(places, layout);
    }

    private static @Nullable Place without(@Nullable Place from, Layout layout) {
        Place kept = null;
        for (Place place = from; place != null; place = place.next) {
            kept = place.layout == layout ? kept : new Place(place.layout, place.column, kept);
        }
        return kept;
    }

    boolean isEmpty() {
        return places == null;
    }

    /** The layout of single samples, when there is one already. */
    @Nullable
    Layout ownLayout() {
        for (Place place = places; place != null; place = place.next) {
            if (place.layout.series.length == 1) {
                return place.layout;
            }
        }
        return null;
    }

    /** The time of the newest sample. */
    long newest() {
        long newest = Long.MIN_VALUE;
        for (Place place = places; place != null; place = place.next) {
            newest = Math.max(newest, place.layout.lastTime);
        }
        return newest;
    }

    /** The samples in [fromMs, toMs], or null when there are none. */
    public @Nullable Series read(long fromMs, long toMs) {
        int room = 0;
        Place first = places;
        for (Place place = first; place != null; place = place.next) {
            for (Block block : place.layout.blocks()) {
                room += block.overlaps(fromMs, toMs) ? Block.SLOTS : 0;
            }
        }
        if (room == 0) {
            return null;
        }
        SeriesReader reader = new SeriesReader(fromMs, toMs, room);
        for (Place place = first; place != null; place = place.next) {
            for (Block block : place.layout.blocks()) {
                reader.add(block, place.column);
            }
        }
        return reader.series(labels);
    }

    /**
     * Reads the newest sample, a stale marker included.
     *
     * @return false when there is none at {@code fromMs} or later; {@code into} is then as it was
     */
    public boolean readNewest(long fromMs, NewestSample into) {
        return readNewest(fromMs, Long.MAX_VALUE, into);
    }

    /**
     * Reads the newest sample that is not younger than a moment, a stale marker included.
     *
     * @return false when there is none in [fromMs, toMs]; {@code into} is then as it was
     */
    boolean readNewest(long fromMs, long toMs, NewestSample into) {
        boolean found = false;
        long after = fromMs - 1;
        for (Place place = places; place != null; place = place.next) {
            Block[] blocks = place.layout.blocks();
            for (int i = blocks.length - 1; i >= 0; i--) {
                int slot = blocks[i].newestSlot(place.column, after, toMs, into);
                if (slot >= 0) {
                    after = blocks[i].time(slot);
                    into.timestampMs = after;
                    found = true;
                    break;
                }
                if (blocks[i].endsBefore(after)) {
                    break;
                }
            }
        }
        return found;
    }

    /** The only layout that has samples of it, or null when there are several or none. */
    @Nullable
    Layout onlyLayout() {
        Place first = places;
        return first == null || first.next != null ? null : first.layout;
    }

    /** Its column in its only layout; -1 when that is not its only one any more. */
    int columnIn(Layout layout) {
        Place first = places;
        return first == null || first.layout != layout || first.next != null ? -1 : first.column;
    }

    /** True when nothing is kept of it (any more). */
    public boolean isVacant() {
        return places == null;
    }

    /** True when a sample lies in [fromMs, toMs]. */
    boolean hasSampleIn(long fromMs, long toMs) {
        double[] values = new double[Block.SLOTS];
        for (Place place = places; place != null; place = place.next) {
            Block[] blocks = place.layout.blocks();
            for (int i = blocks.length - 1; i >= 0; i--) {
                if (blocks[i].overlaps(fromMs, toMs) && hasSampleIn(blocks[i], place.column, fromMs, toMs, values)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasSampleIn(Block block, int column, long fromMs, long toMs, double[] values) {
        int visible = block.size();
        block.read(column, visible, values);
        for (int slot = 0; slot < visible; slot++) {
            long time = block.time(slot);
            if (time >= fromMs && time <= toMs && !Block.isHole(values[slot])) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return labels.toString();
    }

    /** Puts together the samples of one read. */
    private static final class SeriesReader {
        private final long fromMs;
        private final long toMs;
        private final long[] times;
        private final double[] values;
        private final double[] column = new double[Block.SLOTS];
        private int size;
        private boolean sorted = true;

        SeriesReader(long fromMs, long toMs, int room) {
            this.fromMs = fromMs;
            this.toMs = toMs;
            this.times = new long[room];
            this.values = new double[room];
        }

        /** A block that came after the room was measured is younger than this read and may be left out. */
        void add(Block block, int number) {
            int visible = block.size();
            if (times.length - size < Block.SLOTS || !block.overlaps(fromMs, toMs)) {
                return;
            }
            block.read(number, visible, column);
            for (int slot = 0; slot < visible; slot++) {
                long time = block.time(slot);
                if (time >= fromMs && time <= toMs && !Block.isHole(column[slot])) {
                    sorted &= size == 0 || times[size - 1] < time;
                    times[size] = time;
                    values[size] = column[slot];
                    size++;
                }
            }
        }

        @Nullable
        Series series(Labels labels) {
            if (size == 0) {
                return null;
            }
            if (!sorted) {
                sort();
            }
            return size == times.length
                    ? new Series(labels, times, values)
                    : new Series(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
        }

        /** Samples of several layouts lie interleaved; each layout alone is in order. */
        private void sort() {
            Integer[] order = new Integer[size];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
            long[] sortedTimes = new long[size];
            double[] sortedValues = new double[size];
            int kept = 0;
            for (int from : order) {
                if (kept == 0 || sortedTimes[kept - 1] < times[from]) {
                    sortedTimes[kept] = times[from];
                    sortedValues[kept++] = values[from];
                }
            }
            System.arraycopy(sortedTimes, 0, times, 0, kept);
            System.arraycopy(sortedValues, 0, values, 0, kept);
            size = kept;
        }
    }
}
