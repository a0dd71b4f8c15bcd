package io.weir.diagnosis.index;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time in a query, as wide as it is written: {@code 2026-11-20} is a day and {@code 2026-11-20T10:15} a minute. Times without a zone are in UTC.
 *
 * @param from inclusive, in milliseconds since the epoch
 * @param to exclusive
 */
record QueryTime(long from, long to) {
    private static final String EXAMPLES = "2026-11-20, 2026-11-20T10:15, 2026-11-20T10:15:30.123Z, now-15m";
    private static final Pattern RELATIVE = Pattern.compile("now(?:-(\\d{1,9})([smhdw]))?");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    /** The time of {@code text}, which stands at {@code position} of the query. */
    static QueryTime read(String text, int position, Instant now) {
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            String count = relative.group(1);
            Duration ago = count == null
                    ? Duration.ZERO
                    : UNITS.getOrDefault(relative.group(2), Duration.ZERO).multipliedBy(Long.parseLong(count));
            long at = now.minus(ago).toEpochMilli();
            return new QueryTime(at, at + 1);
        }
        try {
            return absolute(text);
        } catch (DateTimeException e) {
            throw new LogQueryException(
                    position, "\"" + text + "\" at " + position + " is no time; write one such as " + EXAMPLES);
        }
    }

    private static QueryTime absolute(String text) {
        if (text.length() == 10) {
            Instant day = LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            return of(day, Duration.ofDays(1));
        }
        boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
        Instant at = zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        String time = text.substring(text.indexOf('T') + 1).replaceAll("(Z|[+-][0-9:]+)$", "");
        return of(
                at.truncatedTo(ChronoUnit.MILLIS),
                time.indexOf('.') >= 0
                        ? Duration.ofMillis(1)
                        : time.length() <= 5 ? Duration.ofMinutes(1) : Duration.ofSeconds(1));
    }

    private static QueryTime of(Instant from, Duration width) {
        long start = from.toEpochMilli();
        return new QueryTime(start, start + width.toMillis());
    }

    /** The clause of {@code time:} with a value or a range. */
    static Clause clause(QueryToken token, Instant now) {
        String text = token.text();
        int at = token.valuePosition();
        if (token.type() == QueryToken.Type.RANGE) {
            return range(text, at, now);
        }
        if (text.equals("*")) {
            return new Clause.All();
        }
        String operator = text.replaceAll("^([<>]=?)?.*$", "$1");
        QueryTime time = read(text.substring(operator.length()), at + operator.length(), now);
        return switch (operator) {
            case ">=" -> new Clause.Times(time.from, Long.MAX_VALUE);
            case ">" -> new Clause.Times(time.to, Long.MAX_VALUE);
            case "<=" -> new Clause.Times(Long.MIN_VALUE, time.to);
            case "<" -> new Clause.Times(Long.MIN_VALUE, time.from);
            default -> new Clause.Times(time.from, time.to);
        };
    }

    /** As Lucene writes ranges: brackets belong to the range, braces do not, and a star is an open end. */
    private static Clause range(String text, int at, Instant now) {
        String inner = text.substring(1, text.length() - 1);
        String[] ends = inner.split(" +TO +", -1);
        if (ends.length != 2) {
            throw new LogQueryException(
                    at,
                    "a range at " + at
                            + " has two ends; write time:[2026-11-20T10:00 TO 2026-11-20T11:00], or * for an open end");
        }
        String first = ends[0].strip();
        String last = ends[1].strip();
        long from = Long.MIN_VALUE;
        long to = Long.MAX_VALUE;
        if (!first.equals("*")) {
            QueryTime time = read(first, at + 1, now);
            from = text.startsWith("[") ? time.from : time.to;
        }
        if (!last.equals("*")) {
            QueryTime time = read(last, at + text.lastIndexOf(last), now);
            to = text.endsWith("]") ? time.to : time.from;
        }
        return new Clause.Times(from, to);
    }
}
