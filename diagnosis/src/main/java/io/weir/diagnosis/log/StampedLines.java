package io.weir.diagnosis.log;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes the time off lines that Kubernetes put it before, and leaves out those that are known: after a break a log is asked for again
 * from the last second on, since the API knows nothing finer. A line's place is its microsecond and how many lines had the same one
 * before it, in one number; so it is the same place whenever the log is read again. For one thread.
 */
final class StampedLines implements LineSplitter.Lines {
    private static final long MICROS = 1_000_000;
    private static final int NUMBER_BITS = 12;
    private static final long MOST_OF_A_MICROSECOND = (1L << NUMBER_BITS) - 1;
    private static final int LONGEST_STAMP = "2026-11-20T10:00:00.123456789+00:00".length();

    /** What the kubelet sends in place of lines, with HTTP status 200, when a run's log is gone already. */
    private static final byte[] NO_LOG = "unable to retrieve container logs for ".getBytes(StandardCharsets.US_ASCII);

    private final RecordJoiner joiner;
    private long last;
    private boolean known;
    private long micros;
    private long number;

    /** Leaves out lines up to a place; 0 for none. */
    StampedLines(RecordJoiner joiner, long last) {
        this.joiner = joiner;
        this.last = last;
    }

    /** Begins with lines that may be known. */
    void begin() {
        known = true;
        micros = 0;
        number = 0;
    }

    /** The time of the last line, in whole microseconds; null before the first one. */
    @Nullable
    Instant since() {
        return last == 0 ? null : instant(last >>> NUMBER_BITS);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000);
    }

    @Override
    public void line(byte[] bytes, int from, int to, long endOffset, long whole) {
        int blank = blank(bytes, from, to);
        long stamp = blank < 0 ? -1 : micros(bytes, from, blank);
        if (stamp < 0 && startsWith(bytes, from, to, NO_LOG)) {
            return;
        }
        int text = stamp < 0 ? from : blank + 1;
        long at = stamp < 0 ? micros : stamp;
        number = at == micros ? Math.min(number + 1, MOST_OF_A_MICROSECOND) : 0;
        micros = at;
        long place = at << NUMBER_BITS | number;
        known &= place <= last;
        if (known) {
            return;
        }
        last = place;
        joiner.arriveAt(at / 1_000);
        joiner.line(bytes, text, to, place, whole - (text - from));
    }

    private static int blank(byte[] bytes, int from, int to) {
        for (int i = from; i < to && i <= from + LONGEST_STAMP; i++) {
            if (bytes[i] == ' ') {
                return i;
            }
        }
        return -1;
    }

    /** The time that stands there, or -1. */
    private static long micros(byte[] bytes, int from, int to) {
        if (to - from < "2026-11-20T10:00:00Z".length() || bytes[from + 4] != '-') {
            return -1;
        }
        try {
            Instant at = OffsetDateTime.parse(new String(bytes, from, to - from, StandardCharsets.US_ASCII))
                    .toInstant();
            return at.getEpochSecond() * MICROS + at.getNano() / 1_000;
        } catch (DateTimeException e) {
            return -1;
        }
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] start) {
        return to - from >= start.length && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
    }
}
