package io.weir.diagnosis.log;

import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's unified logging, {@code [2026-11-20T15:40:02.692+0000][0.010s][info][gc,init] text}: one record a line, the tags as
 * its logger. See <a href="https://openjdk.org/jeps/158">JEP 158</a>.
 */
final class GcLayout implements Layout {
    private final TimeReader times = new TimeReader(ZoneOffset.UTC);

    @Override
    public @Nullable RecordHeader header(byte[] bytes, int from, int to) {
        if (from >= to || bytes[from] != '[' || !times.read(bytes, from + 1, to)) {
            return null;
        }
        LogLevel level = LogLevel.UNKNOWN;
        int position = from;
        int start = from;
        int end = from;
        while (position < to && bytes[position] == '[') {
            int close = position + 1;
            while (close < to && bytes[close] != ']') {
                close++;
            }
            LogLevel named = LevelName.of(bytes, position + 1, trimmed(bytes, position + 1, close));
            if (named != null) {
                level = named;
            } else if (level != LogLevel.UNKNOWN) {
                start = position + 1;
                end = trimmed(bytes, start, close);
            }
            position = close + 1;
        }
        return new RecordHeader(times.millis(), level, start - from, end - from, 0, 0);
    }

    @Override
    public boolean continues(byte[] bytes, int from, int to, boolean recordHasHeader) {
        return false;
    }

    private static int trimmed(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == ' ') {
            end--;
        }
        return end;
    }
}
