package io.weir.diagnosis.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A log event that came in parts, written as a line of Flink's stock layout: so it looks like the lines of files, and the same query
 * finds both.
 */
public final class StockLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS'Z'").withZone(ZoneOffset.UTC);

    private StockLine() {}

    /** Whether a text already begins as such a line does. */
    public static boolean isOne(byte[] text) {
        return new FlinkLayout(ZoneOffset.UTC, true).header(text, 0, text.length) != null;
    }

    /** The line, with the stack trace below it. */
    public static byte[] of(
            long atMillis,
            LogLevel level,
            @Nullable String logger,
            @Nullable String thread,
            String message,
            @Nullable String stackTrace) {
        StringBuilder line = new StringBuilder(TIME.format(Instant.ofEpochMilli(atMillis)))
                .append(' ')
                .append(level == LogLevel.UNKNOWN ? LogLevel.INFO : level)
                .append(' ')
                .append(
                        logger == null || logger.isBlank()
                                ? "-"
                                : logger.strip().replace(' ', '_'));
        if (thread != null && !thread.isBlank()) {
            line.append(" [").append(thread).append(']');
        }
        line.append(" - ").append(message);
        if (stackTrace != null && !stackTrace.isBlank()) {
            line.append('\n').append(stackTrace.stripTrailing());
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }
}
