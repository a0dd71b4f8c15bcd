package io.weir.collector.head;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The columns of a full block, compressed one by one: a column that stands still costs its one value, any other the exclusive-or with
 * the value before, without leading and trailing zeros, as in section 4.1.2 of <a
 * href="https://www.vldb.org/pvldb/vol8/p1816-teller.pdf">Gorilla: A Fast, Scalable, In-Memory Time Series Database</a>. Immutable.
 */
final class PackedColumns {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** What one value may take: two control bits, five and six bits of window, 64 of value, rounded up to whole words. */
    private static final int LARGEST_VALUE_BYTES = 24;

    private final byte[] bits;

    /** Where each column begins in {@code bits}; the complement of that for a column that stands still. */
    private final int[] starts;

    private PackedColumns(byte[] bits, int[] starts) {
        this.bits = bits;
        this.starts = starts;
    }

    /** Packs the first {@code slots} rows of a row-major table. */
    static PackedColumns of(double[] rows, int width, int slots) {
        Writer writer = new Writer(width * 16 + LARGEST_VALUE_BYTES);
        int[] starts = new int[width];
        for (int column = 0; column < width; column++) {
            starts[column] = writer.column(rows, width, column, slots);
        }
        return new PackedColumns(Arrays.copyOf(writer.bytes, writer.size), starts);
    }

    /** Decodes the first {@code count} values of a column. */
    void decode(int column, int count, double[] into) {
        int start = starts[column];
        if (count == 0) {
            return;
        }
        if (start < 0) {
            Arrays.fill(into, 0, count, Double.longBitsToDouble((long) LONGS.get(bits, ~start)));
            return;
        }
        new Reader(bits, start).column(count, into);
    }

    int bytes() {
        return bits.length + starts.length * Integer.BYTES + 56;
    }

    /** Collects bits in a word and stores whole bytes; a column begins at a byte. */
    private static final class Writer {
        byte[] bytes;
        int size;
        private long word;
        private int filled;

        Writer(int room) {
            bytes = new byte[room];
        }

        int column(double[] rows, int width, int column, int slots) {
            int start = size;
            long previous = Double.doubleToRawLongBits(rows[column]);
            room();
            LONGS.set(bytes, size, previous);
            size += Long.BYTES;
            boolean still = true;
            for (int slot = 1, at = column + width; slot < slots && still; slot++, at += width) {
                still = Double.doubleToRawLongBits(rows[at]) == previous;
            }
            if (still) {
                return ~start;
            }
            int leading = 64;
            int trailing = 0;
            for (int slot = 1, at = column + width; slot < slots; slot++, at += width) {
                long value = Double.doubleToRawLongBits(rows[at]);
                long xor = value ^ previous;
                previous = value;
                if (xor == 0) {
                    put(0, 1);
                    continue;
                }
                room();
                int zerosBefore = Math.min(31, Long.numberOfLeadingZeros(xor));
                int zerosAfter = Long.numberOfTrailingZeros(xor);
                if (zerosBefore >= leading && zerosAfter >= trailing) {
                    put(0b10, 2);
                } else {
                    leading = zerosBefore;
                    trailing = zerosAfter;
                    // 64 does not fit into six bits; a window of no bits cannot be, so 0 stands for 64.
                    put(0b11L << 11 | (long) leading << 6 | (64 - leading - trailing) & 63, 13);
                }
                put(xor >>> trailing, 64 - leading - trailing);
            }
            flush();
            return start;
        }

        private void room() {
            if (bytes.length - size < LARGEST_VALUE_BYTES) {
                bytes = Arrays.copyOf(bytes, bytes.length + (bytes.length >> 1) + LARGEST_VALUE_BYTES);
            }
        }

        private void put(long value, int length) {
            int free = 64 - filled;
            if (length < free) {
                word |= value << (free - length);
                filled += length;
                return;
            }
            room();
            LONGS.set(bytes, size, word | value >>> (length - free));
            size += Long.BYTES;
            filled = length - free;
            word = filled == 0 ? 0 : value << (64 - filled);
        }

        private void flush() {
            room();
            LONGS.set(bytes, size, word);
            size += (filled + 7) >>> 3;
            word = 0;
            filled = 0;
        }
    }

    private static final class Reader {
        private final byte[] bits;
        private long position;

        Reader(byte[] bits, int start) {
            this.bits = bits;
            this.position = (long) start << 3;
        }

        void column(int count, double[] into) {
            long value = take(64);
            into[0] = Double.longBitsToDouble(value);
            int leading = 0;
            int length = 0;
            for (int i = 1; i < count; i++) {
                if (take(1) == 1) {
                    if (take(1) == 1) {
                        leading = (int) take(5);
                        length = (int) take(6);
                        length = length == 0 ? 64 : length;
                    }
                    value ^= take(length) << (64 - leading - length);
                }
                into[i] = Double.longBitsToDouble(value);
            }
        }

        private long take(int length) {
            long value = 0;
            int left = length;
            while (left > 0) {
                int have = 8 - (int) (position & 7);
                int part = Math.min(have, left);
                int read = (bits[(int) (position >>> 3)] >>> (have - part)) & ((1 << part) - 1);
                value = value << part | read;
                position += part;
                left -= part;
            }
            return value;
        }
    }
}
