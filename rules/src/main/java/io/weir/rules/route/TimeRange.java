package io.weir.rules.route;

/**
 * A part of a day.
 *
 * @param startMinute minutes since midnight, 0 to 1439
 * @param endMinute minutes since midnight, 1 to 1440, not included
 */
public record TimeRange(int startMinute, int endMinute) {
    /** Minutes of a day. */
    public static final int DAY = 1440;

    public TimeRange {
        if (startMinute < 0 || endMinute > DAY || startMinute >= endMinute) {
            throw new IllegalArgumentException("a start must be before its end, both from 00:00 to 24:00");
        }
    }

    boolean contains(int minute) {
        return minute >= startMinute && minute < endMinute;
    }
}
