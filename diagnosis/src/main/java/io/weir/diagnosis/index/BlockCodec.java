package io.weir.diagnosis.index;

import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The frame of a block: magic, length of header, length of payload, CRC-32C of header and payload, header, payload. The payload is one
 * <a href="https://www.rfc-editor.org/rfc/rfc8878">zstd</a> frame of the records' times, levels and lengths, followed by their text
 * bytes. Numbers of the frame are big-endian.
 */
final class BlockCodec {
    static final int MAGIC = 0x57454972;
    static final int PREFIX_BYTES = 16;

    /** A block holds at most a sealed buffer and one record more, so anything larger is damage. */
    static final int LARGEST_PART = 8 * 1024 * 1024;

    /** Stands beside a level's number where the record's own time was not believed. */
    private static final int MISDATED = 1 << 3;

    private BlockCodec() {}

    static byte[] encode(Block block, Packing packing) {
        ByteWriter header = new ByteWriter();
        block.header().write(header);
        byte[] head = header.toByteArray();
        byte[] raw = payload(block.records());
        byte[] packed = packing.pack(raw);
        ByteWriter sized = new ByteWriter().number(raw.length);
        byte[] size = sized.toByteArray();
        CRC32C crc = new CRC32C();
        crc.update(head);
        crc.update(size);
        crc.update(packed);
        return ByteBuffer.allocate(PREFIX_BYTES + head.length + size.length + packed.length)
                .putInt(MAGIC)
                .putInt(head.length)
                .putInt(size.length + packed.length)
                .putInt((int) crc.getValue())
                .put(head)
                .put(size)
                .put(packed)
                .array();
    }

    static byte[] payload(List<RawRecord> records) {
        ByteWriter meta = new ByteWriter();
        long previous = 0;
        long offset = 0;
        int length = 0;
        meta.number(records.size());
        for (RawRecord record : records) {
            RecordHeader header = record.header();
            meta.signed(header.atMillis() - previous).number(level(header));
            meta.number(header.loggerStart()).number(header.loggerEnd() - header.loggerStart());
            meta.number(header.threadStart()).number(header.threadEnd() - header.threadStart());
            meta.number(record.bytes().length).signed(record.endOffset() - offset);
            previous = header.atMillis();
            offset = record.endOffset();
            length += record.bytes().length;
        }
        byte[] metas = meta.toByteArray();
        ByteBuffer raw = ByteBuffer.allocate(metas.length + length).put(metas);
        for (RawRecord record : records) {
            raw.put(record.bytes());
        }
        return raw.array();
    }

    private static int level(RecordHeader header) {
        return LevelCode.of(header.level()) | (header.misdated() ? MISDATED : 0);
    }

    /** Whether the header and payload are those the prefix was written for. */
    static boolean isIntact(byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame, PREFIX_BYTES, frame.length - PREFIX_BYTES);
        return (int) crc.getValue() == ByteBuffer.wrap(frame).getInt(12);
    }

    /** Reads an intact frame. Throws an {@link IndexOutOfBoundsException} when it makes no sense nevertheless. */
    static Block decode(byte[] frame, Packing packing) {
        int headLength = ByteBuffer.wrap(frame).getInt(4);
        BlockHeader header = header(frame, headLength);
        int start = PREFIX_BYTES + headLength;
        ByteReader sized = new ByteReader(frame, start, frame.length);
        int rawLength = sized.length();
        if (rawLength > LARGEST_PART) {
            throw new IndexOutOfBoundsException("payload of " + rawLength + " bytes");
        }
        int packed = start + new ByteWriter().number(rawLength).toByteArray().length;
        byte[] raw = packing.unpack(frame, packed, frame.length - packed, rawLength);
        return new Block(header, records(raw));
    }

    static BlockHeader header(byte[] frame, int headLength) {
        return BlockHeader.read(new ByteReader(frame, PREFIX_BYTES, PREFIX_BYTES + headLength));
    }

    private static List<RawRecord> records(byte[] raw) {
        ByteReader in = new ByteReader(raw, 0, raw.length);
        int count = in.length();
        List<RecordHeader> headers = new ArrayList<>();
        int[] lengths = new int[Math.min(count, raw.length)];
        long[] ends = new long[lengths.length];
        long at = 0;
        long offset = 0;
        for (int i = 0; i < count; i++) {
            at += in.signed();
            int level = in.length();
            int loggerStart = in.length();
            int loggerEnd = loggerStart + in.length();
            int threadStart = in.length();
            int threadEnd = threadStart + in.length();
            headers.add(new RecordHeader(
                    at,
                    LevelCode.level(level & ~MISDATED),
                    loggerStart,
                    loggerEnd,
                    threadStart,
                    threadEnd,
                    (level & MISDATED) != 0));
            lengths[i] = in.length();
            offset += in.signed();
            ends[i] = offset;
        }
        List<RawRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(new RawRecord(headers.get(i), in.bytes(lengths[i]), ends[i]));
        }
        return records;
    }
}
