package io.weir.collector.head;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The series of a page in their order, and the blocks of the pages that had just these. Fields belong to the writer, under the
 * head's lock, unless they say otherwise.
 */
final class Layout {
    private static final Block[] NO_BLOCKS = {};

    final HeadSeries[] series;

    /** Whose pages these are; null when they were replayed and nobody has taken them up. */
    @Nullable
    Feed owner;

    long lastTime = Long.MIN_VALUE;

    /** True when it was dropped for its age: its series do not lead here any more. */
    boolean dropped;

    // How the log knows it.
    int loggedGeneration = -1;
    int loggedId;
    long[] loggedBits = {};

    /** Oldest first; any thread may read it. */
    private volatile Block[] blocks = NO_BLOCKS;

    Layout(HeadSeries[] series) {
        this.series = series;
    }

    Block[] blocks() {
        return blocks;
    }

    void append(long timestampMs, double[] row) {
        Block[] current = blocks;
        Block last = current.length == 0 ? null : current[current.length - 1];
        if (last == null || !last.takesMore()) {
            Block next = new Block(series.length, last == null ? null : last.pack());
            next.append(timestampMs, row);
            Block[] longer = Arrays.copyOf(current, current.length + 1);
            longer[current.length] = next;
            blocks = longer;
        } else {
            last.append(timestampMs, row);
        }
        lastTime = timestampMs;
    }

    /** Compresses what is still plain; the next page begins a new block. */
    void pack() {
        Block[] current = blocks;
        if (current.length > 0) {
            current[current.length - 1].pack();
        }
    }

    /** Takes in blocks that were read back from the log, all of them packed. */
    void adopt(Block[] replayed) {
        Block[] all = Arrays.copyOf(blocks, blocks.length + replayed.length);
        System.arraycopy(replayed, 0, all, blocks.length, replayed.length);
        Arrays.sort(all, (a, b) -> Long.compare(a.time(0), b.time(0)));
        blocks = all;
        Block last = all[all.length - 1];
        lastTime = Math.max(lastTime, last.time(last.size() - 1));
    }

    /** Drops the blocks that ended before a time; true when none is left. */
    boolean dropBefore(long timeMs) {
        Block[] current = blocks;
        int drop = 0;
        while (drop < current.length && current[drop].endsBefore(timeMs)) {
            drop++;
        }
        if (drop > 0) {
            blocks = drop == current.length ? NO_BLOCKS : Arrays.copyOfRange(current, drop, current.length);
        }
        return blocks.length == 0;
    }

    long bytes() {
        long bytes = 0;
        for (Block block : blocks) {
            bytes += block.bytes();
        }
        return bytes;
    }
}
