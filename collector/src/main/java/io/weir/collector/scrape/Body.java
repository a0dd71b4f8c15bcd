package io.weir.collector.scrape;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes of an answer, growing up to a limit. Not thread-safe. */
final class Body {
    private final long limit;
    private byte[] bytes;
    private int size;

    Body(byte[] reused, long limit) {
        this.bytes = reused.length == 0 ? new byte[1 << 14] : reused;
        this.limit = Math.min(limit, Integer.MAX_VALUE - 16);
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Adds bytes; false when they would exceed the limit. */
    boolean add(ByteBuffer more) {
        int count = more.remaining();
        if (!room(count)) {
            return false;
        }
        more.get(bytes, size, count);
        size += count;
        return true;
    }

    /** Makes room for some bytes behind those that are there; false when that would exceed the limit. */
    boolean room(int count) {
        if (count > limit - size) {
            return false;
        }
        if (bytes.length - size < count) {
            long wanted = Math.max((long) bytes.length * 2, (long) size + count);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, limit));
        }
        return true;
    }

    /** Says that bytes were written directly behind those that were there. */
    void written(int count) {
        size += count;
    }
}
