package io.weir.web.api;

import io.weir.rules.promql.Durations;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Times and steps as <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview">Prometheus' HTTP
 * API</a> takes them: RFC 3339 or Unix seconds with a fraction; a duration or seconds.
 */
final class PrometheusTime {
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(1L << 40);
    private static final int LONGEST = 40;

    private PrometheusTime() {}

    static Instant parse(String name, @Nullable String text, Instant otherwise) {
        return text == null || text.isEmpty() ? otherwise : parse(name, text);
    }

    static Instant parse(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw ApiException.badData(name + " is missing");
        }
        try {
            if (text.length() <= LONGEST) {
                return text.indexOf('T') > 0
                        ? OffsetDateTime.parse(text.replace(' ', '+')).toInstant()
                        : Instant.ofEpochMilli(millis(text));
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            // Falls through to the one message that says what to write.
        }
        throw ApiException.badData("invalid parameter \"" + name + "\": cannot parse \"" + text
                + "\" to a valid timestamp; write 2026-01-31T08:00:00Z or 1769846400.5");
    }

    /** A positive duration, such as a step. */
    static Duration duration(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw ApiException.badData(name + " is missing; write seconds (15) or a duration (15s)");
        }
        Duration duration;
        try {
            duration = text.matches("[0-9.]{1,20}([eE][+-]?\\d{1,3})?")
                    ? Duration.ofMillis(millis(text))
                    : Durations.parse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ApiException.badData("invalid parameter \"" + name + "\": cannot parse \"" + text
                    + "\" to a valid duration; write seconds (15) or a duration (15s)");
        }
        if (duration.isZero() || duration.isNegative()) {
            throw ApiException.badData(
                    name.equals("step")
                            ? "invalid parameter \"step\": zero or negative query resolution step widths are not accepted."
                                    + " Try a positive integer"
                            : "invalid parameter \"" + name + "\": it must be positive; write for example 30s");
        }
        return duration;
    }

    private static long millis(String seconds) {
        BigDecimal number = new BigDecimal(seconds);
        if (number.scale() < -15 || number.scale() > 300 || number.abs().compareTo(FARTHEST) > 0) {
            throw new ArithmeticException("too far");
        }
        return number.movePointRight(3).longValue();
    }
}
