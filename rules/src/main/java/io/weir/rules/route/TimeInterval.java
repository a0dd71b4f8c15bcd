package io.weir.rules.route;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Times that come again, as <a href="https://prometheus.io/docs/alerting/latest/configuration/#time_interval">Alertmanager's</a>: a moment is in
 * it when each part that is not empty has it. Parts that are empty have every moment.
 *
 * @param times of the day
 * @param weekdays 0 is Sunday
 * @param daysOfMonth from 1; negative ones count from the end of the month, -1 is its last day
 * @param months 1 is January
 * @param location whose clocks and calendar count
 */
public record TimeInterval(
        List<TimeRange> times,
        List<IntRange> weekdays,
        List<IntRange> daysOfMonth,
        List<IntRange> months,
        List<IntRange> years,
        ZoneId location) {
    /** Has every moment. */
    public static final TimeInterval ALWAYS =
            new TimeInterval(List.of(), List.of(), List.of(), List.of(), List.of(), ZoneOffset.UTC);

    public TimeInterval {
        times = List.copyOf(times);
        weekdays = List.copyOf(weekdays);
        daysOfMonth = List.copyOf(daysOfMonth);
        months = List.copyOf(months);
        years = List.copyOf(years);
    }

    /** Whether a moment is in it. */
    public boolean contains(Instant instant) {
        ZonedDateTime local = instant.atZone(location);
        int minute = local.getHour() * 60 + local.getMinute();
        return (times.isEmpty() || times.stream().anyMatch(range -> range.contains(minute)))
                && hasDay(local.toLocalDate());
    }

    private boolean hasDay(LocalDate day) {
        return has(years, day.getYear())
                && has(months, day.getMonthValue())
                && has(weekdays, day.getDayOfWeek().getValue() % 7)
                && (daysOfMonth.isEmpty() || daysOfMonth.stream().anyMatch(range -> hasDayOfMonth(range, day)));
    }

    private static boolean has(List<IntRange> ranges, int number) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(number));
    }

    private static boolean hasDayOfMonth(IntRange range, LocalDate day) {
        int length = day.lengthOfMonth();
        int first = range.first() < 0 ? length + range.first() + 1 : range.first();
        int last = range.last() < 0 ? length + range.last() + 1 : range.last();
        return day.getDayOfMonth() >= first && day.getDayOfMonth() <= last;
    }

    /** The next moment after {@code instant} at which it can begin or end: where a time ends or begins, a day does, or clocks are changed. */
    Instant nextEdge(Instant instant) {
        ZonedDateTime local = instant.atZone(location);
        LocalDateTime midnight = local.toLocalDate().atStartOfDay();
        Stream<LocalDateTime> edges = IntStream.concat(
                        times.stream().flatMapToInt(range -> IntStream.of(range.startMinute(), range.endMinute())),
                        IntStream.of(TimeRange.DAY))
                .mapToObj(midnight::plusMinutes);
        // Where clocks go back an hour is there twice, and both are edges.
        Stream<Instant> instants = edges.flatMap(edge -> Stream.concat(
                Stream.of(edge.atZone(location).toInstant()),
                location.getRules().getValidOffsets(edge).stream().map(edge::toInstant)));
        ZoneOffsetTransition change = location.getRules().nextTransition(instant);
        return Stream.concat(instants, Optional.ofNullable(change).map(ZoneOffsetTransition::getInstant).stream())
                .filter(edge -> edge.isAfter(instant))
                .min(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException("every day ends"));
    }
}
