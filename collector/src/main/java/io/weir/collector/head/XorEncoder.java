package io.weir.collector.head;

import java.util.Arrays;

/**
 * The value compression of Gorilla, section 4.1.2: the exclusive-or with the value before, written without its leading and
 * trailing zeros. A value that did not change costs one bit. See <a
 * href="https://www.vldb.org/pvldb/vol8/p1816-teller.pdf">Gorilla: A Fast, Scalable, In-Memory Time Series Database</a>.
 */
final class XorEncoder {
    private static final int NO_WINDOW = 255;

    private int position;
    private long previous;
    private int leading = NO_WINDOW;
    private int trailing;

    /** Appends a value and returns the array that now holds everything: the same one, or a larger copy. */
    byte[] append(byte[] bits, boolean first, double value) {
        long raw = Double.doubleToRawLongBits(value);
        // One value never takes more than 2 + 5 + 6 + 64 bits, and writing needs no test for room after this.
        byte[] room = bits.length * 8 - position < 80 || first ? grown(bits, first) : bits;
        if (first) {
            position = 0;
            leading = NO_WINDOW;
            put(room, raw, 64);
        } else {
            putXor(room, raw ^ previous);
        }
        previous = raw;
        return room;
    }

    private static byte[] grown(byte[] bits, boolean first) {
        return first && bits.length >= 24 ? bits : Arrays.copyOf(bits, bits.length * 2);
    }

    private void putXor(byte[] bits, long xor) {
        if (xor == 0) {
            put(bits, 0, 1);
            return;
        }
        int zerosBefore = Math.min(31, Long.numberOfLeadingZeros(xor));
        int zerosAfter = Long.numberOfTrailingZeros(xor);
        if (leading != NO_WINDOW && zerosBefore >= leading && zerosAfter >= trailing) {
            put(bits, 0b10, 2);
        } else {
            leading = zerosBefore;
            trailing = zerosAfter;
            int length = 64 - leading - trailing;
            put(bits, 0b11, 2);
            put(bits, leading, 5);
            // 64 does not fit into six bits; a window of no bits cannot be, so 0 stands for 64.
            put(bits, length & 63, 6);
        }
        put(bits, xor >>> trailing, 64 - leading - trailing);
    }

    private void put(byte[] bits, long value, int length) {
        int left = length;
        while (left > 0) {
            int free = 8 - (position & 7);
            int take = Math.min(free, left);
            int part = (int) (value >>> (left - take)) & ((1 << take) - 1);
            bits[position >>> 3] |= (byte) (part << (free - take));
            position += take;
            left -= take;
        }
    }

    /** The array without the bytes that were never written. */
    byte[] trimmed(byte[] bits) {
        int used = (position + 7) >>> 3;
        return used == bits.length ? bits : Arrays.copyOf(bits, used);
    }

    /** Decodes the first {@code count} values of a bit stream. */
    static void decode(byte[] bits, int count, double[] into) {
        if (count == 0) {
            return;
        }
        BitReader reader = new BitReader(bits);
        long value = reader.take(64);
        into[0] = Double.longBitsToDouble(value);
        int leading = 0;
        int length = 0;
        for (int i = 1; i < count; i++) {
            if (reader.take(1) == 1) {
                if (reader.take(1) == 1) {
                    leading = (int) reader.take(5);
                    length = (int) reader.take(6);
                    length = length == 0 ? 64 : length;
                }
                value ^= reader.take(length) << (64 - leading - length);
            }
            into[i] = Double.longBitsToDouble(value);
        }
    }

    private static final class BitReader {
        private final byte[] bits;
        private int position;

        BitReader(byte[] bits) {
            this.bits = bits;
        }

        long take(int length) {
            long value = 0;
            int left = length;
            while (left > 0) {
                int have = 8 - (position & 7);
                int take = Math.min(have, left);
                int part = (bits[position >>> 3] >>> (have - take)) & ((1 << take) - 1);
                value = (value << take) | part;
                position += take;
                left -= take;
            }
            return value;
        }
    }
}
