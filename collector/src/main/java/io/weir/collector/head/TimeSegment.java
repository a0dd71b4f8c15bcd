package io.weir.collector.head;

import java.util.Arrays;

/**
 * Up to {@value #SLOTS} rising times that all series of one feed share, so that a series stores values alone. Publishing a
 * time is one volatile write: until then no reader sees the values of that slot, so a page appears whole or not at all.
 */
final class TimeSegment {
    /** Ten minutes at a scrape every five seconds; also the most samples of a chunk. */
    static final int SLOTS = 120;

    private volatile long[] times = new long[8];
    private volatile int size;

    /** How many slots readers may look at. */
    int size() {
        return size;
    }

    boolean isFull() {
        return size == SLOTS;
    }

    long time(int slot) {
        return times[slot];
    }

    /** Makes the next slot visible. Called by the one writer that holds the head's lock. */
    void publish(long timestampMs) {
        int slot = size;
        if (slot == times.length) {
            times = Arrays.copyOf(times, Math.min(SLOTS, slot * 2));
        }
        times[slot] = timestampMs;
        size = slot + 1;
    }
}
