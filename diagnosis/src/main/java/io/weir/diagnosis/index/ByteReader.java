package io.weir.diagnosis.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote. Anything else ends in an {@link IndexOutOfBoundsException}, never in a large allocation. */
final class ByteReader {
    private final byte[] bytes;
    private final int limit;
    private int position;

    ByteReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.limit = to;
    }

    boolean hasMore() {
        return position < limit;
    }

    long number() {
        long value = 0;
        int shift = 0;
        while (true) {
            byte next = bytes[require(1)];
            position++;
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
            shift += 7;
            if (shift > 63) {
                throw new IndexOutOfBoundsException("a number longer than 64 bits");
            }
        }
    }

    int length() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException("length " + value);
        }
        return (int) value;
    }

    long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    String text() {
        int length = length();
        int from = require(length);
        position += length;
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    byte[] bytes(int length) {
        int from = require(length);
        position += length;
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    private int require(int length) {
        if (length > limit - position) {
            throw new IndexOutOfBoundsException("wanted " + length + " bytes at " + position + " of " + limit);
        }
        return position;
    }
}
