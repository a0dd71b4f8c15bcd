package io.weir.diagnosis.index;

import java.time.Instant;

/**
 * The time that a query asks for.
 *
 * @param fromMillis inclusive
 * @param toMillis exclusive
 */
record QueryTimes(long fromMillis, long toMillis) {
    private static final long MOST_SECONDS = 1_000_000_000_000L;

    static QueryTimes of(LogQuery query) {
        return new QueryTimes(millis(query.from()), millis(query.to()));
    }

    boolean contains(long atMillis) {
        return atMillis >= fromMillis && atMillis < toMillis;
    }

    /** Rounds up, so that a record of a whole millisecond lies within a range of finer bounds exactly when it should. */
    private static long millis(Instant instant) {
        if (instant.getEpochSecond() >= MOST_SECONDS || instant.getEpochSecond() <= -MOST_SECONDS) {
            return Long.signum(instant.getEpochSecond()) * MOST_SECONDS * 1_000;
        }
        return instant.plusNanos(999_999).toEpochMilli();
    }
}
