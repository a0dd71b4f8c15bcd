package io.weir.collector.scrape;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What stands behind the key of a line, found and kept eight bytes at a time, so that a number that is written as it was at the last scrape
 * need not be read again. Not thread-safe.
 */
final class LineEnd {
    /** How many words are kept: what is longer than they hold is read again. */
    static final int WORDS = 3;

    private static final int LONGEST = WORDS * 8 - 1;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = ONES * '\n';

    /** Where the line ends: at its line feed, or at the end of the page. */
    int at;

    private long first;
    private long second;

    /** The rest, and in its highest byte the length; 0 when nothing is kept. */
    private long third;

    /** Looks at what stands between a key and the end of its line. */
    void find(byte[] page, int keyEnd, int pageEnd) {
        if (keyEnd + WORDS * 8 > pageEnd) {
            third = 0;
            at = lineFeed(page, keyEnd, pageEnd);
            return;
        }
        first = (long) LONGS.get(page, keyEnd);
        second = 0;
        int length = lineFeed(first);
        if (length < 8) {
            first &= (1L << (length * 8)) - 1;
            third = (long) length << 56;
            at = keyEnd + length;
            return;
        }
        second = (long) LONGS.get(page, keyEnd + 8);
        length = lineFeed(second);
        if (length < 8) {
            second &= (1L << (length * 8)) - 1;
            third = (long) (8 + length) << 56;
            at = keyEnd + 8 + length;
            return;
        }
        long rest = (long) LONGS.get(page, keyEnd + 16);
        length = lineFeed(rest);
        if (length < 8) {
            third = rest & (1L << (length * 8)) - 1 | (long) (16 + length) << 56;
            at = keyEnd + 16 + length;
            return;
        }
        third = 0;
        at = lineFeed(page, keyEnd + LONGEST, pageEnd);
    }

    /** Nothing is kept. */
    void none() {
        third = 0;
    }

    /** True when it is what a row has. */
    boolean is(long[] words, int row) {
        int from = row * WORDS;
        return third != 0 && third == words[from + 2] && first == words[from] && second == words[from + 1];
    }

    void copyTo(long[] words, int row) {
        int from = row * WORDS;
        words[from] = first;
        words[from + 1] = second;
        words[from + 2] = third;
    }

    /** The place of the next line feed, or the end of the page. */
    static int lineFeed(byte[] page, int from, int pageEnd) {
        int next = from;
        for (; next + 8 <= pageEnd; next += 8) {
            int found = lineFeed((long) LONGS.get(page, next));
            if (found < 8) {
                return next + found;
            }
        }
        while (next < pageEnd && page[next] != '\n') {
            next++;
        }
        return next;
    }

    /** How many bytes of a word come before its first line feed; 8 when it has none. */
    private static int lineFeed(long word) {
        long zeroes = word ^ LINE_FEEDS;
        return Long.numberOfTrailingZeros((zeroes - ONES) & ~zeroes & HIGH_BITS) >>> 3;
    }
}
