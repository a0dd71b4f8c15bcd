package io.weir.rules.promql;

import java.time.Duration;

/**
 * Prometheus' durations, such as {@code 1h30m}: whole numbers with units from the longest to the shortest, each at most
 * once. See <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/#time-durations">time durations</a>.
 */
public final class Durations {
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {
        365L * 86_400_000, 7L * 86_400_000, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
    };

    private Durations() {}

    /**
     * A duration as PromQL, rules and their parameters write it.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Duration parse(String text) {
        if (text.isEmpty() || end(text, 0) != text.length()) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration; write one such as 30s, 5m or 1h30m");
        }
        try {
            return Duration.ofMillis(millis(text));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" is too long a duration", e);
        }
    }

    /** Where the duration that begins at {@code from} ends, or {@code from} when none begins there. */
    static int end(String text, int from) {
        int at = from;
        int lastUnit = -1;
        while (at < text.length() && isDigit(text.charAt(at))) {
            int digits = at;
            while (digits < text.length() && isDigit(text.charAt(digits))) {
                digits++;
            }
            int unit = unitAt(text, digits);
            if (unit <= lastUnit) {
                return from;
            }
            lastUnit = unit;
            at = digits + UNITS[unit].length();
        }
        boolean wordGoesOn = at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_');
        return wordGoesOn ? from : at;
    }

    private static int unitAt(String text, int at) {
        if (text.startsWith("ms", at)) {
            return UNITS.length - 1;
        }
        for (int unit = 0; unit < UNITS.length - 1; unit++) {
            if (text.startsWith(UNITS[unit], at)) {
                return unit;
            }
        }
        return -1;
    }

    /**
     * The milliseconds of a duration that {@link #end} found.
     *
     * @throws ArithmeticException when it is longer than a long can tell
     */
    static long millis(String duration) {
        long total = 0;
        int at = 0;
        while (at < duration.length()) {
            int digits = at;
            while (isDigit(duration.charAt(digits))) {
                digits++;
            }
            int unit = unitAt(duration, digits);
            long count;
            try {
                count = Long.parseLong(duration.substring(at, digits));
            } catch (NumberFormatException e) {
                throw new ArithmeticException("duration out of range");
            }
            total = Math.addExact(total, Math.multiplyExact(count, MILLIS[unit]));
            at = digits + UNITS[unit].length();
        }
        return total;
    }

    /** As Prometheus writes it: years, weeks and days only where they come out even. */
    public static String text(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long left = millis;
        for (int unit = 0; unit < UNITS.length; unit++) {
            boolean onlyWhole = unit < 3;
            if (onlyWhole && left % MILLIS[unit] != 0) {
                continue;
            }
            long count = left / MILLIS[unit];
            if (count > 0) {
                text.append(count).append(UNITS[unit]);
                left -= count * MILLIS[unit];
            }
        }
        return text.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
