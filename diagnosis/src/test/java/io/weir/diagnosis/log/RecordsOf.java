package io.weir.diagnosis.log;

import io.weir.diagnosis.FlinkLogs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Makes records of bytes as a tail does, in reads of any size. */
final class RecordsOf {
    private RecordsOf() {}

    static List<RawRecord> bytes(LogKind kind, byte[] bytes) {
        return bytes(kind, ZoneOffset.UTC, bytes, new Random(0), bytes.length, new TailCounters());
    }

    /** Reads of 1 to {@code longest} bytes; the file is quiet at the end. */
    static List<RawRecord> bytes(
            LogKind kind, ZoneId zone, byte[] bytes, Random random, int longest, TailCounters counters) {
        LogSource source = new LogSource("demo", "taskmanager-1", kind, Path.of("log"), "*", zone);
        return bytes(source, bytes, random, longest, counters);
    }

    static List<RawRecord> bytes(LogSource source, byte[] bytes, Random random, int longest, TailCounters counters) {
        RecordJoiner joiner = new RecordJoiner(Layout.of(source), new PlausibleTime(Duration.ofDays(7)), counters, 0);
        joiner.arriveAt(FlinkLogs.CLOCK.millis());
        LineSplitter splitter = new LineSplitter();
        byte[] chunk = new byte[Math.max(1, longest)];
        int offset = 0;
        while (offset < bytes.length) {
            int length = Math.min(bytes.length - offset, longest <= 1 ? 1 : 1 + random.nextInt(longest));
            System.arraycopy(bytes, offset, chunk, 0, length);
            splitter.feed(chunk, length, offset, joiner);
            offset += length;
        }
        splitter.flush(bytes.length, joiner);
        joiner.close();
        return joiner.take();
    }
}
