package io.weir.collector.scrape;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What the keys of one target's pages are made of: the part before the labels, and the labels. A page of some thousand keys has a hundred of
 * each, so they are kept instead of the page, and what a page is compared with stays in the processor's cache. A part is known by a
 * number from 0. Not thread-safe.
 */
final class KeyParts {
    /** No part: a key without labels, or bytes that are none of these. */
    static final int NONE = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 10];

    /** Where each part begins; one more than there are parts. */
    private int[] starts = new int[33];

    private int count;

    /** Part by hash, open addressing. */
    private int[] slots = emptySlots(64);

    /** How many parts there are. */
    int count() {
        return count;
    }

    /** How many bytes the parts have together. */
    int size() {
        return starts[count];
    }

    int length(int part) {
        return starts[part + 1] - starts[part];
    }

    /** True when the bytes at {@code at} begin with a part. */
    boolean matches(int part, byte[] page, int at, int end) {
        int from = starts[part];
        int to = starts[part + 1];
        return to - from <= end - at && Arrays.equals(bytes, from, to, page, at, at + to - from);
    }

    /** The number of the part with exactly these bytes, or {@link #NONE}. */
    int find(byte[] page, int from, int to) {
        return slots[slot(page, from, to)];
    }

    /** The number of the part with exactly these bytes, which is added when it is new. */
    int intern(byte[] page, int from, int to) {
        int slot = slot(page, from, to);
        if (slots[slot] != NONE) {
            return slots[slot];
        }
        int size = size();
        if (bytes.length - size < to - from) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + (bytes.length >> 1), size + to - from));
        }
        System.arraycopy(page, from, bytes, size, to - from);
        if (count + 2 > starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        count++;
        starts[count] = size + to - from;
        if (count * 2 > slots.length) {
            rehash(slots.length * 2);
        } else {
            slots[slot] = count - 1;
        }
        return count - 1;
    }

    /** The same part in another set of parts. */
    int copyTo(KeyParts other, int part) {
        return part == NONE ? NONE : other.intern(bytes, starts[part], starts[part + 1]);
    }

    /** Forgets the parts from a number on, those that a page brought which turned out to be malformed. */
    void cut(int from) {
        if (from < count) {
            count = from;
            rehash(slots.length);
        }
    }

    private void rehash(int length) {
        slots = emptySlots(length);
        for (int part = 0; part < count; part++) {
            slots[slot(bytes, starts[part], starts[part + 1])] = part;
        }
    }

    /** Where the part with these bytes is, or would be. */
    private int slot(byte[] page, int from, int to) {
        int mask = slots.length - 1;
        int slot = hash(page, from, to) & mask;
        while (slots[slot] != NONE) {
            int part = slots[slot];
            if (Arrays.equals(bytes, starts[part], starts[part + 1], page, from, to)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int[] emptySlots(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }

    /** Eight bytes at a time, mixed by multiplication; parts of one page differ in few places, so every byte counts. */
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
