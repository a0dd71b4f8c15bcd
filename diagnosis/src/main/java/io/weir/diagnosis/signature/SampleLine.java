package io.weir.diagnosis.signature;

import io.weir.diagnosis.index.LogMatcher;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.PlausibleTime;
import io.weir.diagnosis.log.RecordMaker;
import io.weir.diagnosis.log.TailCounters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;

/** Holds a query against a text as if it stood in a log file. */
final class SampleLine {
    private static final LogStream STREAM = new LogStream(1, "sample", "taskmanager-1", LogKind.LOG, "sample.log");

    /** Late enough for every line that was ever written. */
    private static final long READ_AT_MILLIS = 4_102_444_800_000L;

    private SampleLine() {}

    static boolean satisfies(LogMatcher matcher, String text) {
        LogSource source =
                new LogSource("sample", "taskmanager-1", LogKind.LOG, Path.of("sample"), "*.log", ZoneOffset.UTC);
        RecordMaker maker = new RecordMaker(source, new PlausibleTime(Duration.ofDays(36_500)), new TailCounters());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return matcher.matches(
                STREAM, maker.record(bytes, Long.MIN_VALUE, LogLevel.UNKNOWN, READ_AT_MILLIS, bytes.length));
    }
}
