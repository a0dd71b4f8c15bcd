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

    /** Reading takes whole words, so one more than there is may be touched. */
    private static final int READ_AHEAD = 2 * Long.BYTES;

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
        return new PackedColumns(Arrays.copyOf(writer.bytes, writer.size + READ_AHEAD), starts);
    }

    /** Decodes the values of a column in the slots from {@code from} to before {@code to}, and puts them at {@code offset}. */
    void decode(int column, int from, int to, double[] into, int offset) {
        int start = starts[column];
        if (from >= to) {
            return;
        }
        if (start < 0) {
            Arrays.fill(into, offset, offset + to - from, Double.longBitsToDouble((long) LONGS.get(bits, ~start)));
            return;
        }
        long value = (long) LONGS.get(bits, start);
        if (from == 0) {
            into[offset] = Double.longBitsToDouble(value);
        }
        int length = 0;
        int shift = 0;
        long position = ((long) start << 3) + 64;
        for (int slot = 1; slot < to; slot++) {
            long word = word(position);
            if (word >= 0) {
                // A first bit of 0: as the value before.
                position++;
            } else {
                position += 2;
                if ((word & 1L << 62) != 0) {
                    int leading = (int) (word >>> 57) & 31;
                    length = (int) (word >>> 51) & 63;
                    length = length == 0 ? 64 : length;
                    shift = 64 - leading - length;
                    position += 11;
                }
                value ^= taken(position, length) << shift;
                position += length;
            }
            if (slot >= from) {
                into[offset + slot - from] = Double.longBitsToDouble(value);
            }
        }
    }

    /** The bits from a position on; at least the first 57 of them are there. */
    private long word(long position) {
        return (long) LONGS.get(bits, (int) (position >>> 3)) << (position & 7);
    }

    private long taken(long position, int length) {
        if (length <= 57) {
            return word(position) >>> (64 - length);
        }
        return word(position) >>> 32 << (length - 32) | word(position + 32) >>> (96 - length);
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
}
