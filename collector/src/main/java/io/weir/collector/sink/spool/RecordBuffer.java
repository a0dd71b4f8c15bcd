package io.weir.collector.sink.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Builds records: {@code length, CRC-32C, payload}; integers in the payload are LEB128 varints, values eight bytes. */
final class RecordBuffer {
    static final int HEADER_BYTES = 2 * Integer.BYTES;

    private byte[] bytes = new byte[64 << 10];
    private int size;
    private int recordStart;

    void clear() {
        size = 0;
    }

    void begin() {
        recordStart = size;
        reserve(HEADER_BYTES);
        size += HEADER_BYTES;
    }

    void end() {
        int length = size - recordStart - HEADER_BYTES;
        ByteBuffer.wrap(bytes, recordStart, HEADER_BYTES)
                .putInt(length)
                .putInt(crc(bytes, recordStart + HEADER_BYTES, length));
    }

    void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void writeVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void writeValue(double value) {
        reserve(Long.BYTES);
        ByteBuffer.wrap(bytes, size, Long.BYTES).putLong(Double.doubleToRawLongBits(value));
        size += Long.BYTES;
    }

    void writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeVarint(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    int size() {
        return size;
    }

    ByteBuffer contents() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
