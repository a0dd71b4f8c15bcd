package io.weir.web.app.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 15s}, {@code 1h30m}, {@code 30d}. */
public final class Durations {
    private static final Pattern SHAPE =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final long[] UNIT_MS = {86_400_000, 3_600_000, 60_000, 1000, 1};
    private static final String[] UNIT_NAMES = {"d", "h", "m", "s", "ms"};

    private Durations() {}

    /**
     * Reads a duration longer than zero.
     *
     * @throws IllegalArgumentException saying what to write
     */
    public static Duration parse(String text) {
        String stripped = text.strip();
        Matcher matcher = SHAPE.matcher(stripped);
        if (stripped.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no duration; write a number and a unit, such as 15s, 5m, 1h30m or 30d");
        }
        long millis = 0;
        try {
            for (int i = 0; i < UNIT_MS.length; i++) {
                String digits = matcher.group(i + 1);
                if (digits != null) {
                    millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(digits), UNIT_MS[i]));
                }
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is too long a duration", e);
        }
        if (millis == 0) {
            throw new IllegalArgumentException("\"" + text + "\" must be longer than zero; write for example 15s");
        }
        return Duration.ofMillis(millis);
    }

    /** Writes a duration so that {@link #parse} reads it back. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < UNIT_MS.length; i++) {
            long count = rest / UNIT_MS[i];
            rest %= UNIT_MS[i];
            if (count > 0) {
                text.append(count).append(UNIT_NAMES[i]);
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
