package io.weir.collector.scrape;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a page, each with the parts of its key, its number as it was written and read, and its series. The next page of the same target
 * is nearly the same, so a line is mostly recognised by comparing it with the line at the same place here; when lines moved, by
 * its parts.
 */
final class PageTable {
    private static final int NO_ROW = -1;
    private static final long[] NO_TIMES = {};

    int rows;

    /** What stands before the labels, or a whole comment. */
    int[] head;

    int[] labels;
    double[] value;

    /** What stands behind the key, {@link LineEnd#WORDS} words a row. */
    long[] written;

    /** Times on the page; only filled for a target whose times are honoured. */
    long[] timestampMs = NO_TIMES;

    /** Null for a comment. */
    @Nullable
    PageSeries[] series;

    /** Row by hash of its parts, open addressing; built when the first line is not where it was. */
    private int[] slots = {};

    private boolean hashed;

    PageTable(int rows) {
        head = new int[rows];
        labels = new int[rows];
        written = new long[rows * LineEnd.WORDS];
        value = new double[rows];
        series = new PageSeries[rows];
    }

    void clear(boolean withTimestamps) {
        if (!withTimestamps) {
            timestampMs = NO_TIMES;
        } else if (timestampMs == NO_TIMES || timestampMs.length != head.length) {
            timestampMs = new long[head.length];
        }
        // The series of another target must not be kept alive by a table that this one does not fill.
        Arrays.fill(series, 0, rows, null);
        rows = 0;
        hashed = false;
    }

    void add(int headPart, int labelsPart, @Nullable PageSeries one, double number, LineEnd end) {
        if (rows == head.length) {
            int longer = Math.max(256, rows * 2);
            head = Arrays.copyOf(head, longer);
            labels = Arrays.copyOf(labels, longer);
            written = Arrays.copyOf(written, longer * LineEnd.WORDS);
            value = Arrays.copyOf(value, longer);
            timestampMs = timestampMs == NO_TIMES ? NO_TIMES : Arrays.copyOf(timestampMs, longer);
            series = Arrays.copyOf(series, longer);
        }
        head[rows] = headPart;
        labels[rows] = labelsPart;
        series[rows] = one;
        value[rows] = number;
        end.copyTo(written, rows);
        rows++;
    }

    /** The row with this key, or -1. */
    int find(int headPart, int labelsPart) {
        if (!hashed) {
            hash();
        }
        if (slots.length == 0) {
            return NO_ROW;
        }
        int mask = slots.length - 1;
        for (int slot = hash(headPart, labelsPart) & mask; slots[slot] != NO_ROW; slot = (slot + 1) & mask) {
            int row = slots[slot];
            if (head[row] == headPart && labels[row] == labelsPart) {
                return row;
            }
        }
        return NO_ROW;
    }

    /** Moves the keys into another set of parts. */
    void move(KeyParts from, KeyParts to) {
        for (int row = 0; row < rows; row++) {
            head[row] = from.copyTo(to, head[row]);
            labels[row] = from.copyTo(to, labels[row]);
        }
        hashed = false;
    }

    private void hash() {
        int size = Integer.highestOneBit(Math.max(8, rows)) * 4;
        slots = slots.length == size ? slots : new int[size];
        Arrays.fill(slots, NO_ROW);
        for (int row = 0; row < rows; row++) {
            if (series[row] != null) {
                int slot = hash(head[row], labels[row]) & (size - 1);
                while (slots[slot] != NO_ROW) {
                    slot = (slot + 1) & (size - 1);
                }
                slots[slot] = row;
            }
        }
        hashed = true;
    }

    private static int hash(int headPart, int labelsPart) {
        long mixed = (headPart * 0x9E3779B97F4A7C15L ^ labelsPart) * 0xC2B2AE3D27D4EB4FL;
        return (int) (mixed >>> 32);
    }
}
