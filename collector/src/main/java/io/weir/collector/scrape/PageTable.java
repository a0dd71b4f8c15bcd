package io.weir.collector.scrape;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A page and the table of its lines. The next page of the same target is nearly the same, so a line is mostly recognised by comparing
 * it with the line at the same place here; when lines moved, by a hash of its key.
 */
final class PageTable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int NO_ROW = -1;
    private static final long[] NO_TIMES = {};

    byte[] bytes = {};

    /** How many of the bytes are the page. */
    int length;

    int rows;
    int[] start;
    int[] keyEnd;
    int[] lineEnd;
    double[] value;

    /** Times on the page; only filled for a target whose times are honoured. */
    long[] timestampMs = NO_TIMES;

    /** Null for a comment, whose key is the whole line. */
    @Nullable
    PageSeries[] series = new PageSeries[256];

    /** Row by hash of its key, open addressing; built when the first line is not where it was. */
    private int[] slots = {};

    private boolean hashed;

    PageTable(int rows) {
        start = new int[rows];
        keyEnd = new int[rows];
        lineEnd = new int[rows];
        value = new double[rows];
        series = new PageSeries[rows];
    }

    void clear(byte[] page, int pageLength, boolean withTimestamps) {
        bytes = page;
        length = pageLength;
        if (!withTimestamps) {
            timestampMs = NO_TIMES;
        } else if (timestampMs == NO_TIMES || timestampMs.length != start.length) {
            timestampMs = new long[start.length];
        }
        // The series of another target must not be kept alive by a table that this one does not fill.
        Arrays.fill(series, 0, rows, null);
        rows = 0;
        hashed = false;
    }

    void add(int from, int endOfKey, int endOfLine, @Nullable PageSeries one, double number) {
        if (rows == start.length) {
            int longer = Math.max(256, rows * 2);
            start = Arrays.copyOf(start, longer);
            keyEnd = Arrays.copyOf(keyEnd, longer);
            lineEnd = Arrays.copyOf(lineEnd, longer);
            value = Arrays.copyOf(value, longer);
            timestampMs = timestampMs == NO_TIMES ? NO_TIMES : Arrays.copyOf(timestampMs, longer);
            series = Arrays.copyOf(series, longer);
        }
        start[rows] = from;
        keyEnd[rows] = endOfKey;
        lineEnd[rows] = endOfLine;
        series[rows] = one;
        value[rows] = number;
        rows++;
    }

    /** True when the bytes at {@code at} begin with the key of a row. */
    boolean hasKey(int row, byte[] page, int at, int end) {
        int length = keyEnd[row] - start[row];
        return length <= end - at && Arrays.equals(bytes, start[row], keyEnd[row], page, at, at + length);
    }

    /** The row with exactly this key, or -1. */
    int find(byte[] page, int from, int to) {
        if (!hashed) {
            hash();
        }
        if (slots.length == 0) {
            return NO_ROW;
        }
        int mask = slots.length - 1;
        for (int slot = hash(page, from, to) & mask; slots[slot] != NO_ROW; slot = (slot + 1) & mask) {
            int row = slots[slot];
            if (Arrays.equals(bytes, start[row], keyEnd[row], page, from, to)) {
                return row;
            }
        }
        return NO_ROW;
    }

    private void hash() {
        int size = Integer.highestOneBit(Math.max(8, rows)) * 4;
        slots = slots.length == size ? slots : new int[size];
        Arrays.fill(slots, NO_ROW);
        for (int row = 0; row < rows; row++) {
            if (series[row] != null) {
                int slot = hash(bytes, start[row], keyEnd[row]) & (size - 1);
                while (slots[slot] != NO_ROW) {
                    slot = (slot + 1) & (size - 1);
                }
                slots[slot] = row;
            }
        }
        hashed = true;
    }

    /** Eight bytes at a time, mixed by multiplication; keys of one page differ in few places, so every byte counts. */
    private static int hash(byte[] page, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = Long.rotateLeft((hash ^ (long) LONGS.get(page, at)) * 0x9E3779B97F4A7C15L, 29);
        }
        for (; at < to; at++) {
            hash = (hash ^ page[at]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (hash >>> 32);
    }
}
