package io.weir.collector.sink.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Judges a server's answer to a write. */
public final class HttpAnswer {
    private static final int EXCERPT = 200;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private HttpAnswer() {}

    /**
     * What an answer means. A wrong address (404, a redirect) is worth another try, as somebody may create the database or mend the
     * config; nothing is thrown away for it.
     *
     * @param retryAfter the header, as in <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110</a>
     */
    public static Delivery judge(int status, @Nullable String retryAfter, String body, Instant now) {
        if (status / 100 == 2) {
            return Delivery.Done.ALL;
        }
        String why = "HTTP " + status + ": " + excerpt(body);
        return switch (status) {
            case 400, 413, 422 -> new Delivery.Refused(why);
            case 401, 403 -> new Delivery.Denied(why);
            default -> new Delivery.Retry(why, wait(retryAfter, now));
        };
    }

    private static @Nullable Duration wait(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        try {
            String text = retryAfter.strip();
            Duration wait = text.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The beginning of a body, on one line, without control characters. */
    public static String excerpt(String body) {
        String line = body.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "...";
    }
}
