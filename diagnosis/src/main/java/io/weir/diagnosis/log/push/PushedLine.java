package io.weir.diagnosis.log.push;

import io.weir.diagnosis.log.LogLevel;

/**
 * A line as it was pushed.
 *
 * @param atMillis what the sender says, or {@link #NO_TIME}
 * @param level what the sender says, UNKNOWN where the text is to tell
 * @param number counted by its sender from 1, or 0 where it does not count
 * @param text its bytes, which may hold line ends; not to be changed
 */
record PushedLine(PushedOrigin origin, long atMillis, LogLevel level, long number, byte[] text) {
    /** The sender says no time. */
    static final long NO_TIME = Long.MIN_VALUE;

    PushedLine(PushedOrigin origin, long atMillis, LogLevel level, byte[] text) {
        this(origin, atMillis, level, 0, text);
    }

    PushedLine numbered(long other) {
        return new PushedLine(origin, atMillis, level, other, text);
    }
}
