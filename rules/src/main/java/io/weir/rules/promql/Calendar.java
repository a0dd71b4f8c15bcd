package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** {@code hour()}, {@code day_of_week()} and the other functions of seconds since the epoch, in UTC. */
final class Calendar {
    private Calendar() {}

    static List<Column> apply(Function function, List<Column> columns) {
        List<Column> fields = columns.stream()
                .map(column -> column.map(column.labels(), seconds -> field(function, seconds)))
                .toList();
        return Column.relabel(fields, Labels::withoutName);
    }

    private static double field(Function function, double seconds) {
        if (Double.isNaN(seconds)) {
            // Prometheus gives whatever its platform makes of NaN as an integer.
            return Double.NaN;
        }
        OffsetDateTime time;
        try {
            time = Instant.ofEpochSecond((long) seconds).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return Double.NaN;
        }
        return switch (function) {
            case MINUTE -> time.getMinute();
            case HOUR -> time.getHour();
            // Sunday is 0.
            case DAY_OF_WEEK -> time.getDayOfWeek().getValue() % 7;
            case DAY_OF_MONTH -> time.getDayOfMonth();
            case DAY_OF_YEAR -> time.getDayOfYear();
            case DAYS_IN_MONTH -> YearMonth.from(time).lengthOfMonth();
            case MONTH -> time.getMonthValue();
            case YEAR -> time.getYear();
            default -> throw new IllegalStateException(function.word() + " is no function of a date");
        };
    }
}
