package io.weir.collector.head;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #SLOTS} consecutive pages of one layout: rows of plain doubles while it is written, compressed columns
 * afterwards. Written by one thread at a time under the head's lock, read by any at any time. Publishing a row is one volatile write: until then
 * no reader sees it, so a page appears whole or not at all.
 */
final class Block {
    /** The window that rules read most is plain memory; a wider one would cost 8 bytes a series and slot. */
    static final int SLOTS = 32;

    /** A sample that the page had but the head did not take: a NaN that no exporter writes. */
    static final double HOLE = Double.longBitsToDouble(0x7ff000000000deadL);

    private static final long HOLE_BITS = Double.doubleToRawLongBits(HOLE);

    private final int width;
    private volatile long[] times;
    private volatile double @Nullable [] rows;
    private volatile @Nullable PackedColumns packed;
    private volatile int size;

    /** An empty block, which takes an array of another one when that has the size it needs. */
    Block(int width, double @Nullable [] reused) {
        this.width = width;
        // One series that is written now and then should not hold room for a full block.
        int slots = width == 1 ? 4 : SLOTS;
        this.times = new long[slots];
        this.rows = reused != null && reused.length == slots * width ? reused : new double[slots * width];
    }

    static boolean isHole(double value) {
        return Double.doubleToRawLongBits(value) == HOLE_BITS;
    }

    /** How many slots readers may look at. */
    int size() {
        return size;
    }

    long time(int slot) {
        return times[slot];
    }

    boolean takesMore() {
        return rows != null && size < SLOTS;
    }

    void append(long timestampMs, double[] row) {
        double[] into = rows;
        int slot = size;
        if (into == null) {
            throw new IllegalStateException("a packed block is not written to");
        }
        if (slot == times.length) {
            times = Arrays.copyOf(times, Math.min(SLOTS, slot * 2));
            into = Arrays.copyOf(into, times.length * width);
            rows = into;
        }
        times[slot] = timestampMs;
        System.arraycopy(row, 0, into, slot * width, width);
        size = slot + 1;
    }

    /** Compresses; gives back the array that held the rows, for the next block, or null when that was done before. */
    double @Nullable [] pack() {
        double[] plain = rows;
        if (plain == null) {
            return null;
        }
        packed = PackedColumns.of(plain, width, size);
        rows = null;
        // A reader that sees what the next block writes into the array must see that this one let go of it.
        VarHandle.fullFence();
        return plain;
    }

    /** Copies the first {@code visible} values of a column. */
    void read(int column, int visible, double[] into) {
        read(column, 0, visible, into, 0);
    }

    /** Copies the values of a column in the slots from {@code from} to before {@code to}, both visible, to {@code offset}. */
    void read(int column, int from, int to, double[] into, int offset) {
        for (double[] plain = rows; plain != null; plain = rows) {
            for (int i = offset, end = offset + to - from, at = from * width + column; i < end; i++, at += width) {
                into[i] = plain[at];
            }
            // What was read must have been read before the array is looked at again: it may be another block's by now.
            VarHandle.acquireFence();
            if (rows == plain) {
                return;
            }
        }
        PackedColumns columns = packed;
        if (columns != null) {
            columns.decode(column, from, to, into, offset);
        }
    }

    /**
     * The slot of a column's newest sample that is younger than one moment and not younger than the other, its value put into
     * {@code into}; -1 when there is none.
     */
    int newestSlot(int column, long afterMs, long toMs, NewestSample into) {
        int visible = size;
        while (visible > 0 && time(visible - 1) > toMs) {
            visible--;
        }
        if (visible == 0 || time(visible - 1) <= afterMs) {
            return -1;
        }
        for (double[] plain = rows; plain != null; plain = rows) {
            int slot = visible - 1;
            double value = plain[slot * width + column];
            while (isHole(value) && --slot >= 0) {
                value = plain[slot * width + column];
            }
            VarHandle.acquireFence();
            if (rows == plain) {
                return taken(slot, afterMs, value, into);
            }
        }
        double[] values = new double[visible];
        read(column, visible, values);
        int slot = visible - 1;
        while (slot > 0 && isHole(values[slot])) {
            slot--;
        }
        return isHole(values[slot]) ? -1 : taken(slot, afterMs, values[slot], into);
    }

    private int taken(int slot, long afterMs, double value, NewestSample into) {
        if (slot < 0 || time(slot) <= afterMs) {
            return -1;
        }
        into.value = value;
        return slot;
    }

    boolean overlaps(long fromMs, long toMs) {
        int visible = size;
        return visible > 0 && time(0) <= toMs && time(visible - 1) >= fromMs;
    }

    boolean endsBefore(long timeMs) {
        int visible = size;
        return visible > 0 && time(visible - 1) < timeMs;
    }

    long bytes() {
        double[] plain = rows;
        PackedColumns columns = packed;
        return times.length * 8L + (plain == null ? 0 : plain.length * 8L) + (columns == null ? 0 : columns.bytes());
    }
}
