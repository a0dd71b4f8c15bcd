package io.weir.collector.head;

import io.weir.collector.metric.Series;
import io.weir.collector.metric.SeriesVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads many series over the same time. What is the same for all series of a page, its blocks and its times, is looked up once for
 * as long as series of that page follow each other, and the arrays are used again for each. Not thread-safe.
 */
final class ColumnScan {
    private final long fromMs;
    private final long toMs;

    private @Nullable Layout layout;
    private Block[] blocks = new Block[4];
    private int[] firstSlots = new int[4];
    private int[] endSlots = new int[4];
    private int blockCount;
    private long[] times = new long[0];
    private double[] values = new double[0];
    private int size;

    // Used where a page left samples out.
    private long[] keptTimes = new long[0];

    ColumnScan(long fromMs, long toMs) {
        this.fromMs = fromMs;
        this.toMs = toMs;
    }

    /** Shows the samples of a series, when it has any in this time. */
    void show(HeadSeries series, SeriesVisitor visitor) {
        Layout known = layout;
        int column = known == null ? -1 : series.columnIn(known);
        if (column < 0) {
            known = series.onlyLayout();
            column = known == null ? -1 : series.columnIn(known);
            if (known == null || column < 0) {
                showScattered(series, visitor);
                return;
            }
            lookUp(known);
        }
        int at = 0;
        for (int i = 0; i < blockCount; i++) {
            blocks[i].read(column, firstSlots[i], endSlots[i], values, at);
            at += endSlots[i] - firstSlots[i];
        }
        boolean numbers = true;
        for (int i = 0; i < size; i++) {
            // A hole is one of many values that are no number.
            numbers &= !Double.isNaN(values[i]);
        }
        if (!numbers) {
            showWithoutHoles(series, visitor);
        } else if (size > 0) {
            visitor.visit(series.labels(), times, values, size);
        }
    }

    private void lookUp(Layout next) {
        Block[] all = next.blocks();
        int oldest = all.length;
        while (oldest > 0 && !all[oldest - 1].endsBefore(fromMs)) {
            oldest--;
        }
        makeRoom(all.length - oldest);
        blockCount = 0;
        size = 0;
        for (int i = oldest; i < all.length && all[i].overlaps(fromMs, toMs); i++) {
            add(all[i]);
        }
        layout = next;
    }

    private void makeRoom(int count) {
        if (blocks.length < count) {
            blocks = new Block[count];
            firstSlots = new int[count];
            endSlots = new int[count];
        }
        if (times.length < count * Block.SLOTS) {
            times = new long[count * Block.SLOTS];
            values = new double[times.length];
        }
    }

    private void add(Block block) {
        int visible = block.size();
        int first = 0;
        while (first < visible && block.time(first) < fromMs) {
            first++;
        }
        int end = first;
        while (end < visible && block.time(end) <= toMs) {
            times[size++] = block.time(end++);
        }
        if (first < end) {
            blocks[blockCount] = block;
            firstSlots[blockCount] = first;
            endSlots[blockCount++] = end;
        }
    }

    private void showWithoutHoles(HeadSeries series, SeriesVisitor visitor) {
        if (keptTimes.length < size) {
            keptTimes = new long[times.length];
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!Block.isHole(values[i])) {
                keptTimes[kept] = times[i];
                values[kept++] = values[i];
            }
        }
        if (kept > 0) {
            visitor.visit(series.labels(), keptTimes, values, kept);
        }
    }

    /** Samples of several pages lie interleaved. */
    private void showScattered(HeadSeries series, SeriesVisitor visitor) {
        Series samples = series.read(fromMs, toMs);
        if (samples != null) {
            visitor.visit(series.labels(), samples.timestampsMs(), samples.values(), samples.size());
        }
    }
}
