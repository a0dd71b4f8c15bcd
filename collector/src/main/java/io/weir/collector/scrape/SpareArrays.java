package io.weir.collector.scrape;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Arrays of pages that nobody needs any more, to be read into again. Thread-safe. */
final class SpareArrays {
    private static final int MOST_ARRAYS = 4;
    private static final int LARGEST = 4 << 20;
    private static final int SLACK = 1 << 12;

    private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(MOST_ARRAYS);

    /** An array of at least some length: a spare one when that does not waste too much of it. */
    byte[] take(int length) {
        byte[] array = spare.poll();
        return array != null && array.length >= length && fits(array, length) ? array : new byte[rounded(length)];
    }

    /** Pages of a target differ by some bytes in length, and should fit into each other's arrays. */
    private static int rounded(int length) {
        int step = Math.max(SLACK, Integer.highestOneBit(Math.max(1, length)) >> 5);
        return (int) Math.min(Integer.MAX_VALUE - 16L, (length + (long) step - 1) / step * step);
    }

    void give(byte[] array) {
        if (array.length > 0 && array.length <= LARGEST) {
            boolean unused = spare.offer(array);
        }
    }

    private static boolean fits(byte[] array, int length) {
        return array.length / 2 <= length + SLACK;
    }
}
