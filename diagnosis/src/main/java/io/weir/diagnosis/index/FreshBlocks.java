package io.weir.diagnosis.index;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Blocks that were written a moment ago and are still in memory, as many as there is room for. Thread-safe. */
final class FreshBlocks {
    /** Some 16 MB of text. */
    private static final int MOST = 512;

    /** A block as it lies in the file. */
    record Fresh(Block block, long address, long end) {}

    private final ArrayDeque<Fresh> blocks = new ArrayDeque<>();

    /** Keeps a block, unless there is no room. */
    synchronized void add(Block block, long address, long end) {
        if (blocks.size() < MOST) {
            blocks.add(new Fresh(block, address, end));
        }
    }

    /** Takes the block at an address out; null when it is not kept. Those before it go too. */
    synchronized @Nullable Fresh take(long address) {
        while (!blocks.isEmpty() && blocks.element().address < address) {
            blocks.remove();
        }
        return blocks.isEmpty() || blocks.element().address != address ? null : blocks.remove();
    }
}
