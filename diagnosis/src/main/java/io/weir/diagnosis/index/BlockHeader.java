package io.weir.diagnosis.index;

import io.weir.diagnosis.log.FileIdentity;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.StreamPosition;
import java.util.List;

/**
 * What can be said of a block without opening it. It names its stream in full and holds the offset that its last record reaches in
 * the followed file: so a block and the tail's progress are durable together, and no block needs another to be understood.
 *
 * @param end the stream's position after this block
 * @param records how many
 * @param rawBytes of the records' text
 * @param minMillis time of the earliest record
 * @param maxMillis time of the latest record
 * @param levels how many records of each level
 */
record BlockHeader(StreamPosition end, int records, int rawBytes, long minMillis, long maxMillis, LevelCounts levels) {
    static BlockHeader of(LogStream stream, FileIdentity identity, long firstOrdinal, List<RawRecord> records) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        int bytes = 0;
        long offset = 0;
        LevelCounts levels = new LevelCounts();
        for (RawRecord record : records) {
            min = Math.min(min, record.header().atMillis());
            max = Math.max(max, record.header().atMillis());
            bytes += record.bytes().length;
            offset = record.endOffset();
            levels.add(record.header().level(), 1);
        }
        StreamPosition end = new StreamPosition(stream, identity, offset, firstOrdinal + records.size());
        return new BlockHeader(end, records.size(), bytes, min, max, levels);
    }

    LogStream stream() {
        return end.stream();
    }

    long firstOrdinal() {
        return end.nextOrdinal() - records;
    }

    void write(ByteWriter out) {
        PositionCodec.write(end, out);
        out.number(records).number(rawBytes).signed(minMillis).number(maxMillis - minMillis);
        levels.write(out);
    }

    static BlockHeader read(ByteReader in) {
        StreamPosition end = PositionCodec.read(in);
        int records = in.length();
        int rawBytes = in.length();
        long min = in.signed();
        return new BlockHeader(end, records, rawBytes, min, min + in.number(), LevelCounts.read(in));
    }
}
