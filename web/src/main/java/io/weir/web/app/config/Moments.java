package io.weir.web.app.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Points in time as people write them: RFC 3339, Unix milliseconds, or relative to now ({@code now-1h}). */
public final class Moments {
    private static final String TIMES =
            "write RFC 3339 (2026-01-31T08:00:00Z), Unix milliseconds (1769846400000), or now-1h";

    private Moments() {}

    /**
     * Reads a point in time.
     *
     * @throws IllegalArgumentException saying what to write
     */
    public static Instant parse(String text, Instant now) {
        String word = text.strip();
        try {
            if (word.equals("now")) {
                return now;
            }
            // A plus sign in a query string arrives as a space.
            if (word.startsWith("now-") || word.startsWith("now+") || word.startsWith("now ")) {
                long sign = word.charAt(3) == '-' ? -1 : 1;
                return now.plusMillis(sign * Durations.parse(word.substring(4)).toMillis());
            }
            if (word.matches("-?\\d{1,15}")) {
                return Instant.ofEpochMilli(Long.parseLong(word));
            }
            return OffsetDateTime.parse(word.replace(' ', '+')).toInstant();
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no time; " + TIMES, e);
        }
    }
}
