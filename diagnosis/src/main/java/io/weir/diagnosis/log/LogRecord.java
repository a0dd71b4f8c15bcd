package io.weir.diagnosis.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One log event: a line with its continuation lines (a stack trace) joined by newlines.
 *
 * @param at the time the line states, else when it was read
 * @param misdated whether the line states a time that is not believed, such as one of next year; {@code at} is when it was read then
 * @param logger null where the line has none
 * @param thread null where the line has none
 * @param owner what the process works for
 * @param text the whole text as read, first line's prefix included
 */
public record LogRecord(
        Instant at,
        boolean misdated,
        LogLevel level,
        String cluster,
        String process,
        LogKind kind,
        LogOwner owner,
        @Nullable String logger,
        @Nullable String thread,
        String text) {}
