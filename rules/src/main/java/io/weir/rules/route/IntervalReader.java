package io.weir.rules.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads time intervals. Shapes and limits: <a href="https://prometheus.io/docs/alerting/0.25/configuration/#time_interval">Alertmanager's
 * time_interval</a>.
 */
final class IntervalReader extends TreeReader {
    static final List<String> WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private static final Set<String> NAMED = Set.of("name", "time_intervals");
    private static final Set<String> INTERVAL =
            Set.of("times", "weekdays", "days_of_month", "months", "years", "location");
    private static final Set<String> TIME = Set.of("start_time", "end_time");
    private static final Set<String> FIXED = Set.of("EST", "MST", "HST");
    private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");

    IntervalReader(List<RoutingFault> faults) {
        super(faults);
    }

    TimeIntervals named(JsonNode node, String place) {
        if (!isObject(node, place, NAMED)) {
            return new TimeIntervals("", List.of());
        }
        List<TimeInterval> intervals = new ArrayList<>();
        for (JsonNode item : items(node, "time_intervals", place)) {
            intervals.add(interval(item, place + ".time_intervals[" + intervals.size() + "]"));
        }
        return new TimeIntervals(textOr(node, "name", place, ""), intervals);
    }

    private TimeInterval interval(JsonNode node, String place) {
        if (!isObject(node, place, INTERVAL)) {
            return TimeInterval.ALWAYS;
        }
        node.properties().forEach(part -> {
            if (part.getValue().isArray() && part.getValue().isEmpty()) {
                fault(at(place, part.getKey()), "is empty, which no moment is in; leave it out for every moment");
            }
        });
        List<TimeRange> times = new ArrayList<>();
        List<JsonNode> items = items(node, "times", place);
        for (int i = 0; i < items.size(); i++) {
            TimeRange range = times(items.get(i), place + ".times[" + i + "]");
            if (range != null) {
                times.add(range);
            }
        }
        return new TimeInterval(
                times,
                ranges(node, "weekdays", place, IntervalReader::weekday, 0, 6),
                daysOfMonth(node, place),
                ranges(node, "months", place, IntervalReader::month, 1, 12),
                ranges(node, "years", place, Integer::parseInt, 0, 9999),
                location(node, place));
    }

    private @Nullable TimeRange times(JsonNode node, String place) {
        if (!isObject(node, place, TIME)) {
            return null;
        }
        String start = textOr(node, "start_time", place, "");
        String end = textOr(node, "end_time", place, "");
        for (String text : List.of(start, end)) {
            if (!CLOCK.matches(text)) {
                fault(place, "\"" + text + "\" is no time of the day; write start_time and end_time such as \"09:00\"");
                return null;
            }
        }
        try {
            return new TimeRange(minute(start), minute(end));
        } catch (IllegalArgumentException e) {
            fault(place, start + " is not before " + end + "; over midnight takes two times");
            return null;
        }
    }

    private static int minute(String clock) {
        return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
    }

    private List<IntRange> ranges(
            JsonNode node, String key, String place, ToIntFunction<String> member, int least, int most) {
        List<IntRange> ranges = ranges(node, key, place, member);
        for (IntRange range : ranges) {
            if (range.first() > range.last() || range.first() < least || range.last() > most) {
                fault(
                        at(place, key),
                        "from " + range.first() + " to " + range.last() + " ends before it begins, or is not within "
                                + least + " to " + most);
            }
        }
        return ranges;
    }

    private List<IntRange> ranges(JsonNode node, String key, String place, ToIntFunction<String> member) {
        List<IntRange> ranges = new ArrayList<>();
        List<String> texts = texts(node, key, place);
        for (int i = 0; i < texts.size(); i++) {
            IntRange range = range(texts.get(i), at(place, key) + "[" + i + "]", member);
            if (range != null) {
                ranges.add(range);
            }
        }
        return ranges;
    }

    private @Nullable IntRange range(String text, String place, ToIntFunction<String> member) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":", -1);
        try {
            if (parts.length > 2) {
                throw new IllegalArgumentException("a range has two ends");
            }
            return new IntRange(member.applyAsInt(parts[0]), member.applyAsInt(parts[parts.length - 1]));
        } catch (IllegalArgumentException e) {
            fault(place, "\"" + text + "\" cannot be read; write one, or a range such as monday:friday, 1:5 or -3:-1");
            return null;
        }
    }

    private static int weekday(String text) {
        return known(WEEKDAYS.indexOf(text));
    }

    private static int month(String text) {
        int index = MONTHS.indexOf(text);
        return index < 0 ? Integer.parseInt(text) : index + 1;
    }

    private static int known(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("unknown");
        }
        return index;
    }

    private List<IntRange> daysOfMonth(JsonNode node, String place) {
        List<IntRange> ranges = ranges(node, "days_of_month", place, Integer::parseInt);
        for (IntRange range : ranges) {
            // The shortest month has 28 days: what is the wrong way round there for certain is refused.
            int first = range.first() < 0 ? 28 + range.first() : range.first();
            int last = range.last() < 0 ? 28 + range.last() : range.last();
            if (range.first() == 0
                    || range.last() == 0
                    || Math.abs(range.first()) > 31
                    || Math.abs(range.last()) > 31) {
                fault(at(place, "days_of_month"), "days are 1 to 31, or -31 to -1 from the end of the month");
            } else if (range.first() < 0 && range.last() > 0) {
                fault(
                        at(place, "days_of_month"),
                        "one that begins at a day from the end must end at one, such as -3:-1");
            } else if (first > last) {
                fault(at(place, "days_of_month"), range.last() + " is always before " + range.first());
            }
        }
        return ranges;
    }

    private ZoneId location(JsonNode node, String place) {
        String text = textOr(node, "location", place, "");
        if (text.isEmpty()) {
            return ZoneOffset.UTC;
        }
        if (text.equals("Local")) {
            return ZoneId.systemDefault();
        }
        // Names only, as Alertmanager takes them: Java would take +08:00 too.
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            return ZoneId.of(text);
        }
        if (FIXED.contains(text)) {
            return ZoneId.of(text, ZoneId.SHORT_IDS);
        }
        fault(at(place, "location"), "there is no time zone \"" + text + "\"; write one such as Asia/Shanghai");
        return ZoneOffset.UTC;
    }
}
