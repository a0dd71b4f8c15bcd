package io.weir.collector.head;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Log records being put together in memory. A record is {@code int length, int crc32c, payload}, big-endian; numbers in
 * the payload are LEB128 varints unless said otherwise. Not thread-safe.
 */
final class LogBuffer {
    static final int FRAME_BYTES = 8;

    private byte[] bytes = new byte[1 << 16];
    private int size;
    private int recordStart;

    int size() {
        return size;
    }

    ByteBuffer contents() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    void clear() {
        size = 0;
        // A burst should not hold its memory for ever.
        if (bytes.length > 1 << 20) {
            bytes = new byte[1 << 16];
        }
    }

    void begin(int type) {
        room(FRAME_BYTES + 1);
        recordStart = size;
        size += FRAME_BYTES;
        bytes[size++] = (byte) type;
    }

    void end() {
        int length = size - recordStart - FRAME_BYTES;
        CRC32C crc = new CRC32C();
        crc.update(bytes, recordStart + FRAME_BYTES, length);
        ByteBuffer.wrap(bytes, recordStart, FRAME_BYTES).putInt(length).putInt((int) crc.getValue());
    }

    void varint(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7fL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    void raw(long value) {
        room(8);
        ByteBuffer.wrap(bytes, size, 8).putLong(value);
        size += 8;
    }

    /** The bytes of a word between its leading and trailing zero bytes, behind one byte that tells how many these are. */
    void trimmed(long word) {
        room(9);
        int before = Long.numberOfLeadingZeros(word) >>> 3;
        int after = Long.numberOfTrailingZeros(word) >>> 3;
        bytes[size++] = (byte) (before << 4 | after);
        for (int i = 7 - before; i >= after; i--) {
            bytes[size++] = (byte) (word >>> (i * 8));
        }
    }

    void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        varint(encoded.length);
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
