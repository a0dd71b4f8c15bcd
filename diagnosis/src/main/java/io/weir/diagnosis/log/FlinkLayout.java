package io.weir.diagnosis.log;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Flink's stock log4j pattern {@code %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n}, as its
 * <a href="https://github.com/apache/flink/blob/master/flink-dist/src/main/flink-bin/conf/log4j.properties">log4j.properties</a>
 * has it, and what people make of it: a T or a dot for the blank or the comma, a zone, the thread before or after the logger.
 */
final class FlinkLayout implements Layout {
    private static final int SHORTEST = "2026-11-20 15:43:56,608 INFO".length();
    private static final int LONGEST_NAME = 512;
    private final TimeReader times;
    private final boolean joinsEverything;

    /** {@code joinsEverything}: any line without a header continues one with; else only the lines of a Java stack trace do. */
    FlinkLayout(ZoneId zone, boolean joinsEverything) {
        this.times = new TimeReader(zone);
        this.joinsEverything = joinsEverything;
    }

    @Override
    public @Nullable RecordHeader header(byte[] bytes, int from, int to) {
        if (to - from < SHORTEST || bytes[from] < '0' || bytes[from] > '9' || !times.read(bytes, from, to)) {
            return null;
        }
        int position = blanks(bytes, times.end(), to);
        int levelEnd = wordEnd(bytes, position, to);
        LogLevel level = LevelName.of(bytes, position, levelEnd);
        if (level == null) {
            return null;
        }
        return names(bytes, from, blanks(bytes, levelEnd, to), to, level);
    }

    /** Reads {@code logger [thread] -} or {@code [thread] logger -}; a message without that marker has neither. */
    private RecordHeader names(byte[] bytes, int from, int start, int to, LogLevel level) {
        int threadStart = start;
        int threadEnd = start;
        int position = start;
        if (position < to && bytes[position] == '[') {
            threadStart = position + 1;
            threadEnd = closing(bytes, threadStart, to);
            position = blanks(bytes, Math.min(to, threadEnd + 1), to);
        }
        int loggerStart = position;
        int loggerEnd = wordEnd(bytes, position, Math.min(to, position + LONGEST_NAME));
        position = blanks(bytes, loggerEnd, to);
        if (position < to && bytes[position] == '[') {
            threadStart = position + 1;
            threadEnd = closing(bytes, threadStart, to);
            position = blanks(bytes, Math.min(to, threadEnd + 1), to);
        }
        boolean marked = position < to && bytes[position] == '-';
        long at = times.millis();
        return marked
                ? new RecordHeader(
                        at, level, loggerStart - from, loggerEnd - from, threadStart - from, threadEnd - from)
                : RecordHeader.bare(at, level);
    }

    @Override
    public boolean continues(byte[] bytes, int from, int to, boolean recordHasHeader) {
        return (joinsEverything && recordHasHeader) || StackTrace.continues(bytes, from, to);
    }

    private static int closing(byte[] bytes, int from, int to) {
        int limit = Math.min(to, from + LONGEST_NAME);
        int depth = 1;
        for (int i = from; i < limit; i++) {
            if (bytes[i] == '[') {
                depth++;
            } else if (bytes[i] == ']' && --depth == 0) {
                return i;
            }
        }
        return from;
    }

    private static int blanks(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] == ' ') {
            i++;
        }
        return i;
    }

    private static int wordEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != ' ') {
            i++;
        }
        return i;
    }
}
