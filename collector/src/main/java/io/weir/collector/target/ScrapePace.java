package io.weir.collector.target;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a target is scraped, and how long that may take. In the pace of one target a zero stands for "as for every other target".
 *
 * @param interval between two scrapes
 * @param timeout of a scrape, from connecting to the last byte; at most the interval
 */
public record ScrapePace(Duration interval, Duration timeout) {
    /** For a target that is scraped as often as the others. */
    public static final ScrapePace INHERITED = new ScrapePace(Duration.ZERO, Duration.ZERO);

    /** <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file">Prometheus' way</a>. */
    private static final Pattern DURATION = Pattern.compile(
            "(?:(\\d{1,6})y)?(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private static final long[] UNIT_MS = {31_536_000_000L, 604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1};

    public ScrapePace {
        if (interval.isNegative() || timeout.isNegative()) {
            throw new IllegalArgumentException("a scrape interval or timeout is negative; write for example 15s");
        }
        if (!interval.isZero() && timeout.compareTo(interval) > 0) {
            throw new IllegalArgumentException("the scrape timeout " + timeout.toMillis()
                    + " ms is longer than the scrape interval " + interval.toMillis()
                    + " ms; write at most the interval");
        }
    }

    /** A pace as Prometheus writes it: {@code 15s}, {@code 1m30s}; an empty text is the others' interval or timeout. */
    public static ScrapePace parse(String interval, String timeout) {
        return new ScrapePace(duration(interval), duration(timeout));
    }

    private static Duration duration(String text) {
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(text);
        long millis = 0;
        if (matcher.matches()) {
            for (int i = 0; i < UNIT_MS.length; i++) {
                String digits = matcher.group(i + 1);
                millis += digits == null ? 0 : Long.parseLong(digits) * UNIT_MS[i];
            }
        }
        if (millis == 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no duration; write a number and a unit, such as 15s or 1m30s");
        }
        return Duration.ofMillis(millis);
    }

    /** The interval, given the common one. */
    public Duration intervalOr(Duration common) {
        return interval.isZero() ? common : interval;
    }

    /** The timeout, given the common ones; where either is the target's own it is no longer than the interval. */
    public Duration timeoutOr(Duration commonInterval, Duration common) {
        if (interval.isZero() && timeout.isZero()) {
            return common;
        }
        Duration allowed = timeout.isZero() ? common : timeout;
        Duration often = intervalOr(commonInterval);
        return allowed.compareTo(often) > 0 ? often : allowed;
    }
}
