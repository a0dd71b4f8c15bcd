package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;

/** The numbers by which levels are written; they never change, whatever the order of the constants. */
final class LevelCode {
    static final int COUNT = 7;

    private LevelCode() {}

    static int of(LogLevel level) {
        return switch (level) {
            case UNKNOWN -> 0;
            case TRACE -> 1;
            case DEBUG -> 2;
            case INFO -> 3;
            case WARN -> 4;
            case ERROR -> 5;
            case FATAL -> 6;
        };
    }

    static LogLevel level(int code) {
        return switch (code) {
            case 0 -> LogLevel.UNKNOWN;
            case 1 -> LogLevel.TRACE;
            case 2 -> LogLevel.DEBUG;
            case 3 -> LogLevel.INFO;
            case 4 -> LogLevel.WARN;
            case 5 -> LogLevel.ERROR;
            case 6 -> LogLevel.FATAL;
            default -> throw new IndexOutOfBoundsException("level " + code);
        };
    }
}
