package io.weir.rules.template;

import java.time.Instant;
import java.util.List;

/** Numbers for people. See <a href="https://prometheus.io/docs/prometheus/2.42/configuration/template_reference/#numbers">numbers</a>. */
final class Humanize {
    private static final List<String> LARGE = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");
    private static final List<String> LARGE_BINARY = List.of("ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi");
    private static final List<String> SMALL = List.of("m", "u", "n", "p", "f", "a", "z", "y");
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000L;

    private Humanize() {}

    private static String short4(double value) {
        return Printing.significant(value, 4);
    }

    private static boolean isPlain(double value) {
        return value == 0 || Double.isNaN(value) || Double.isInfinite(value);
    }

    static String decimal(double value) {
        if (isPlain(value)) {
            return short4(value);
        }
        return Math.abs(value) >= 1 ? scaledDown(value, 1000, LARGE) : scaledUp(value);
    }

    static String binary(double value) {
        return Math.abs(value) <= 1 || isPlain(value) ? short4(value) : scaledDown(value, 1024, LARGE_BINARY);
    }

    private static String scaledDown(double value, double by, List<String> prefixes) {
        double scaled = value;
        String prefix = "";
        for (String next : prefixes) {
            if (Math.abs(scaled) < by) {
                break;
            }
            prefix = next;
            scaled /= by;
        }
        return short4(scaled) + prefix;
    }

    private static String scaledUp(double value) {
        double scaled = value;
        String prefix = "";
        for (String next : SMALL) {
            if (Math.abs(scaled) >= 1) {
                break;
            }
            prefix = next;
            scaled *= 1000;
        }
        return short4(scaled) + prefix;
    }

    static String duration(double seconds) {
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            return short4(seconds);
        }
        if (seconds == 0) {
            return short4(seconds) + "s";
        }
        if (Math.abs(seconds) < 1) {
            return scaledUp(seconds) + "s";
        }
        String sign = seconds < 0 ? "-" : "";
        long whole = (long) Math.abs(seconds);
        long days = whole / 86_400;
        long hours = whole / 3_600 % 24;
        long minutes = whole / 60 % 60;
        String rest = whole % 60 + "s";
        if (days != 0) {
            return sign + days + "d " + hours + "h " + minutes + "m " + rest;
        }
        if (hours != 0) {
            return sign + hours + "h " + minutes + "m " + rest;
        }
        // Under a minute four digits say more than whole seconds.
        return minutes != 0 ? sign + minutes + "m " + rest : sign + short4(Math.abs(seconds)) + "s";
    }

    static String percentage(double ratio) {
        return short4(ratio * 100) + "%";
    }

    static String timestamp(double seconds) {
        return Double.isNaN(seconds) || Double.isInfinite(seconds) ? short4(seconds) : Printing.text(time(seconds));
    }

    /** @throws TemplateException when it is no time that nanoseconds in 64 bits can tell */
    static Instant time(double seconds) {
        if (!(Math.abs(seconds) < MOST_SECONDS)) {
            throw new TemplateException(short4(seconds) + " cannot be represented as a nanoseconds timestamp since it"
                    + " overflows int64");
        }
        double nanos = seconds * 1e9;
        return Instant.ofEpochSecond(0, (long) nanos);
    }
}
