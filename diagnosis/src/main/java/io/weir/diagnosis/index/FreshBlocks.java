package io.weir.diagnosis.index;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Blocks that were written a moment ago and are still in memory, as many as there is room for. Thread-safe. */
final class FreshBlocks {
    /** Some 16 MB of text. */
    private static final int MOST = 512;

    /** Some 3 MB: fewer would let the indexer wait for the disk. */
    private static final int MANY = 96;

    private static final long LONGEST_WAIT_MILLIS = 20;

    /** A block as it lies in the file. */
    record Fresh(Block block, long address, long end) {}

    private final ArrayDeque<Fresh> blocks = new ArrayDeque<>();

    /** Keeps a block, unless there is no room. */
    synchronized void add(Block block, long address, long end) {
        if (blocks.size() < MOST) {
            blocks.add(new Fresh(block, address, end));
        }
    }

    /** Returns when not many are kept, or after a moment. */
    synchronized void awaitRoom() {
        if (blocks.size() < MANY) {
            return;
        }
        try {
            // One wait, however it ends: what comes too early is only less well paced.
            wait(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the block at an address out; null when it is not kept. Those before it go too. */
    synchronized @Nullable Fresh take(long address) {
        while (!blocks.isEmpty() && blocks.element().address < address) {
            blocks.remove();
        }
        if (blocks.size() <= MANY) {
            notifyAll();
        }
        return blocks.isEmpty() || blocks.element().address != address ? null : blocks.remove();
    }
}
