package io.weir.rules.detector;

import org.jspecify.annotations.Nullable;

/** Reads the text of a Java stack trace. */
final class StackTraceText {
    private static final int MAX_LINE = 500;
    private static final int MAX_TEXT = 16_000;
    private static final String CAUSED_BY = "Caused by: ";

    private StackTraceText() {}

    /** The first line, cut when it is very long. */
    static String headline(String stackTrace) {
        int end = stackTrace.indexOf('\n');
        return cut(end < 0 ? stackTrace : stackTrace.substring(0, end), MAX_LINE);
    }

    /** The deepest cause: the last {@code Caused by}, or nothing when there is none. */
    static @Nullable String deepestCause(String stackTrace) {
        int at = stackTrace.lastIndexOf("\n" + CAUSED_BY);
        return at < 0 ? null : headline(stackTrace.substring(at + 1 + CAUSED_BY.length()));
    }

    /** As much of it as an event keeps: the beginning, and the end where the deepest cause is. */
    static String kept(String stackTrace) {
        if (stackTrace.length() <= MAX_TEXT) {
            return stackTrace;
        }
        int half = MAX_TEXT / 2;
        return stackTrace.substring(0, half)
                + "\n\t... " + (stackTrace.length() - MAX_TEXT) + " characters left out ...\n"
                + stackTrace.substring(stackTrace.length() - half);
    }

    private static String cut(String line, int length) {
        String stripped = line.strip();
        return stripped.length() <= length ? stripped : stripped.substring(0, length) + "...";
    }
}
