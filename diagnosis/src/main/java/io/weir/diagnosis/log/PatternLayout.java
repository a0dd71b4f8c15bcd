package io.weir.diagnosis.log;

import com.google.re2j.Matcher;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Lines that a configured conversion pattern wrote; any line that it did not write continues the one before. */
final class PatternLayout implements Layout {
    private static final int LONGEST_HEADER = 2048;

    private final ConversionPattern pattern;
    private final TimeReader times;

    PatternLayout(String pattern, ZoneId zone) {
        this.pattern = ConversionPattern.of(pattern, zone);
        this.times = new TimeReader(this.pattern.zone());
    }

    @Override
    public @Nullable RecordHeader header(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, LONGEST_HEADER);
        // A character a byte, so that places in the text are places in the bytes.
        String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        Matcher matcher = pattern.expression().matcher(text);
        if (!matcher.find()) {
            return null;
        }
        long at = time(matcher.group("d"), bytes, from + matcher.start("d"), from + matcher.end("d"));
        LogLevel level = LogLevel.UNKNOWN;
        if (has("p")) {
            LogLevel named = LevelName.of(bytes, from + matcher.start("p"), from + matcher.end("p"));
            level = named == null ? LogLevel.UNKNOWN : named;
        }
        if (at == EventFields.NO_TIME || (has("p") && level == LogLevel.UNKNOWN)) {
            return null;
        }
        return new RecordHeader(
                at,
                level,
                has("c") ? matcher.start("c") : 0,
                has("c") ? matcher.end("c") : 0,
                has("t") ? matcher.start("t") : 0,
                has("t") ? matcher.end("t") : 0);
    }

    @Override
    public boolean continues(byte[] bytes, int from, int to, boolean recordHasHeader) {
        return recordHasHeader || StackTrace.continues(bytes, from, to);
    }

    private boolean has(String group) {
        return pattern.expression().namedGroups().containsKey(group);
    }

    private long time(String text, byte[] bytes, int from, int to) {
        if (pattern.epoch()) {
            return EventFields.millis(text);
        }
        if (pattern.times() == null) {
            return times.read(bytes, from, to) ? times.millis() : EventFields.NO_TIME;
        }
        try {
            TemporalAccessor parsed = pattern.times().parse(text);
            return parsed.isSupported(ChronoField.INSTANT_SECONDS)
                    ? Instant.from(parsed).toEpochMilli()
                    : LocalDateTime.from(parsed)
                            .atZone(pattern.zone())
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeException e) {
            return EventFields.NO_TIME;
        }
    }
}
