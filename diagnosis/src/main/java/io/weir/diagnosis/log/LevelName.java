package io.weir.diagnosis.log;

import org.jspecify.annotations.Nullable;

/** Reads the level names of log4j, logback and the JVM's unified logging. */
final class LevelName {
    private LevelName() {}

    /** The level that the bytes name, in any case; null when they name none. */
    static @Nullable LogLevel of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 4 || length > 8) {
            return null;
        }
        return switch (bytes[from] | 0x20) {
            case 'i' -> is(bytes, from, length, "info") ? LogLevel.INFO : null;
            case 'w' -> is(bytes, from, length, "warn") || is(bytes, from, length, "warning") ? LogLevel.WARN : null;
            case 'e' -> is(bytes, from, length, "error") ? LogLevel.ERROR : null;
            case 'd' -> is(bytes, from, length, "debug") ? LogLevel.DEBUG : null;
            case 't' -> is(bytes, from, length, "trace") ? LogLevel.TRACE : null;
            case 'f' -> is(bytes, from, length, "fatal") ? LogLevel.FATAL : null;
            default -> null;
        };
    }

    private static boolean is(byte[] bytes, int from, int length, String name) {
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((bytes[from + i] | 0x20) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
