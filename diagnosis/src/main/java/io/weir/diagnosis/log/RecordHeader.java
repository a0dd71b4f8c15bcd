package io.weir.diagnosis.log;

/**
 * What the first line of a record states. Offsets are bytes into the record's text; an empty stretch means there is none.
 *
 * @param atMillis since the epoch
 */
public record RecordHeader(
        long atMillis, LogLevel level, int loggerStart, int loggerEnd, int threadStart, int threadEnd) {
    /** A line that states nothing. */
    public static RecordHeader bare(long atMillis, LogLevel level) {
        return new RecordHeader(atMillis, level, 0, 0, 0, 0);
    }

    RecordHeader at(long millis) {
        return new RecordHeader(millis, level, loggerStart, loggerEnd, threadStart, threadEnd);
    }

    RecordHeader with(LogLevel other) {
        return new RecordHeader(atMillis, other, loggerStart, loggerEnd, threadStart, threadEnd);
    }
}
