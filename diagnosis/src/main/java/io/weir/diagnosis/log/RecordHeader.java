package io.weir.diagnosis.log;

/**
 * What the first line of a record states. Offsets are bytes into the record's text; an empty stretch means there is none.
 *
 * @param atMillis since the epoch
 * @param misdated whether the record states a time that is not believed ({@link PlausibleTime}), so that {@code atMillis} is when it came
 */
public record RecordHeader(
        long atMillis,
        LogLevel level,
        int loggerStart,
        int loggerEnd,
        int threadStart,
        int threadEnd,
        boolean misdated) {
    /** A line whose time is as it states it. */
    public RecordHeader(long atMillis, LogLevel level, int loggerStart, int loggerEnd, int threadStart, int threadEnd) {
        this(atMillis, level, loggerStart, loggerEnd, threadStart, threadEnd, false);
    }

    /** A line that states nothing. */
    public static RecordHeader bare(long atMillis, LogLevel level) {
        return new RecordHeader(atMillis, level, 0, 0, 0, 0);
    }

    RecordHeader at(long millis) {
        return new RecordHeader(millis, level, loggerStart, loggerEnd, threadStart, threadEnd, misdated);
    }

    RecordHeader arrivedAt(long millis) {
        return new RecordHeader(millis, level, loggerStart, loggerEnd, threadStart, threadEnd, true);
    }

    /** The same of a text in which the names do not stand where they stood. */
    RecordHeader nameless() {
        return new RecordHeader(atMillis, level, 0, 0, 0, 0, misdated);
    }

    RecordHeader with(LogLevel other) {
        return new RecordHeader(atMillis, other, loggerStart, loggerEnd, threadStart, threadEnd, misdated);
    }
}
