package io.weir.diagnosis.log;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code yyyy-MM-dd HH:mm:ss,SSS}, with T for the blank, with a dot for the comma, with or without the fraction and an offset.
 * Remembers the last minute, because neighbours share it, and the last time, because only it tells the first from the second pass
 * through the hour that is repeated when summer time ends.
 */
final class TimeReader {
    private static final int MINUTE_CHARS = "2026-11-20 15:43".length();
    private static final int SECOND_CHARS = "2026-11-20 15:43:56".length();
    private static final long HALF_AN_HOUR = 30 * 60_000L;
    private final ZoneId zone;
    private final byte[] minute = new byte[MINUTE_CHARS];
    private boolean minuteIsAmbiguous;
    private boolean minuteIsUsed;
    private LocalDateTime local = LocalDateTime.MIN;
    private long minuteMillis;
    private long last = Long.MIN_VALUE;
    private int end;

    TimeReader(ZoneId zone) {
        this.zone = zone;
    }

    /** The time that was read, since the epoch. */
    long millis() {
        return last;
    }

    /** The byte after what was read. */
    int end() {
        return end;
    }

    /** Whether a time starts at {@code from}. */
    boolean read(byte[] bytes, int from, int to) {
        if (to - from < SECOND_CHARS
                || bytes[from + 4] != '-'
                || bytes[from + 7] != '-'
                || (bytes[from + 10] != ' ' && bytes[from + 10] != 'T')
                || bytes[from + 13] != ':'
                || bytes[from + 16] != ':') {
            return false;
        }
        int seconds = number(bytes, from + 17, 2);
        if (seconds < 0 || seconds > 60 || !readMinute(bytes, from)) {
            return false;
        }
        int position = from + SECOND_CHARS;
        int fraction = 0;
        if (position < to && (bytes[position] == ',' || bytes[position] == '.')) {
            int scale = 100;
            position++;
            while (position < to && bytes[position] >= '0' && bytes[position] <= '9') {
                fraction += (bytes[position] - '0') * scale;
                scale /= 10;
                position++;
            }
        }
        return finish(bytes, position, to, seconds * 1000L + fraction);
    }

    private boolean finish(byte[] bytes, int position, int to, long afterMinute) {
        end = position;
        if (position < to && bytes[position] == 'Z') {
            end = position + 1;
            last = local.toEpochSecond(ZoneOffset.UTC) * 1000 + afterMinute;
            return true;
        }
        if (position < to && (bytes[position] == '+' || bytes[position] == '-')) {
            boolean colon = to - position >= 6 && bytes[position + 3] == ':';
            int hours = to - position >= 5 ? number(bytes, position + 1, 2) : -1;
            int minutes = colon ? number(bytes, position + 4, 2) : hours < 0 ? -1 : number(bytes, position + 3, 2);
            if (hours < 0 || minutes < 0) {
                return false;
            }
            end = position + (colon ? 6 : 5);
            long offset = (hours * 60L + minutes) * 60_000;
            last = local.toEpochSecond(ZoneOffset.UTC) * 1000
                    + afterMinute
                    - (bytes[position] == '-' ? -offset : offset);
            return true;
        }
        long at = (minuteIsAmbiguous ? ambiguousMinute(afterMinute) : minuteMillis) + afterMinute;
        last = at;
        return true;
    }

    /** Of the two readings, the first unless that lies well before what was read last; lines arrive nearly in order. */
    private long ambiguousMinute(long afterMinute) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        long first = local.toEpochSecond(offsets.get(0)) * 1000;
        return last == Long.MIN_VALUE || first + afterMinute >= last - HALF_AN_HOUR
                ? first
                : local.toEpochSecond(offsets.get(1)) * 1000;
    }

    private boolean readMinute(byte[] bytes, int from) {
        if (minuteIsUsed && Arrays.equals(minute, 0, MINUTE_CHARS, bytes, from, from + MINUTE_CHARS)) {
            return true;
        }
        int year = number(bytes, from, 4);
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        int hour = number(bytes, from + 11, 2);
        int minutes = number(bytes, from + 14, 2);
        if (year < 0 || month < 0 || day < 0 || hour < 0 || minutes < 0) {
            return false;
        }
        try {
            local = LocalDateTime.of(year, month, day, hour, minutes);
        } catch (DateTimeException e) {
            return false;
        }
        System.arraycopy(bytes, from, minute, 0, MINUTE_CHARS);
        minuteIsUsed = true;
        minuteIsAmbiguous = zone.getRules().getValidOffsets(local).size() > 1;
        minuteMillis = local.atZone(zone).toInstant().toEpochMilli();
        return true;
    }

    private static int number(byte[] bytes, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
