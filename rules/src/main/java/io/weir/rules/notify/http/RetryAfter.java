package io.weir.rules.notify.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}, <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110</a>. */
final class RetryAfter {
    /** A server that asks for more has its date wrong; a message is given up long before. */
    private static final Duration MOST = Duration.ofDays(1);

    private RetryAfter() {}

    /** Seconds or an HTTP date; null when it is neither. */
    static @Nullable Duration read(String header, Clock clock) {
        if (header.isEmpty()) {
            return null;
        }
        try {
            Duration after = header.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Duration.ofSeconds(Long.parseLong(header))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return after.isNegative() ? Duration.ZERO : after.compareTo(MOST) > 0 ? MOST : after;
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            return null;
        }
    }
}
