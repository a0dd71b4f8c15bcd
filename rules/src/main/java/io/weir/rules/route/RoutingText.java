package io.weir.rules.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.promql.Durations;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes routing as {@link RoutingReader} reads it. */
public final class RoutingText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RoutingText() {}

    /** The whole of it; what is left out is not written. */
    public static ObjectNode write(Routing routing) {
        ObjectNode root = JSON.createObjectNode();
        root.set("route", route(routing.route()));
        if (!routing.inhibitRules().isEmpty()) {
            ArrayNode rules = root.putArray("inhibit_rules");
            routing.inhibitRules().forEach(rule -> rules.add(inhibitRule(rule)));
        }
        if (!routing.timeIntervals().isEmpty()) {
            ArrayNode intervals = root.putArray("time_intervals");
            routing.timeIntervals().forEach(named -> intervals.add(named(named)));
        }
        return root;
    }

    private static ObjectNode route(RouteSpec route) {
        ObjectNode node = JSON.createObjectNode();
        if (route.receiver() != null) {
            node.put("receiver", route.receiver());
        }
        texts(node, "matchers", route.matchers().texts());
        List<String> groupBy = route.groupBy();
        texts(node, "group_by", groupBy == null ? List.of() : groupBy);
        duration(node, "group_wait", route.groupWait());
        duration(node, "group_interval", route.groupInterval());
        duration(node, "repeat_interval", route.repeatInterval());
        if (route.goOn()) {
            node.put("continue", true);
        }
        texts(node, "mute_time_intervals", route.muteTimeIntervals());
        texts(node, "active_time_intervals", route.activeTimeIntervals());
        List<Escalation> escalate = route.escalate();
        if (escalate != null) {
            ArrayNode steps = node.putArray("escalate");
            for (Escalation step : escalate) {
                ObjectNode written = steps.addObject();
                duration(written, "after", step.after());
                written.put("receiver", step.receiver());
            }
        }
        if (!route.routes().isEmpty()) {
            ArrayNode routes = node.putArray("routes");
            route.routes().forEach(below -> routes.add(route(below)));
        }
        return node;
    }

    private static ObjectNode inhibitRule(InhibitRule rule) {
        ObjectNode node = JSON.createObjectNode();
        if (rule.name() != null) {
            node.put("name", rule.name());
        }
        texts(node, "source_matchers", rule.source().texts());
        texts(node, "target_matchers", rule.target().texts());
        texts(node, "equal", rule.equal());
        return node;
    }

    private static JsonNode named(TimeIntervals named) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", named.name());
        ArrayNode intervals = node.putArray("time_intervals");
        named.intervals().forEach(interval -> intervals.add(interval(interval)));
        return node;
    }

    /** Times without a name, as {@link RoutingReader#times} reads them. */
    public static ArrayNode times(List<TimeInterval> times) {
        ArrayNode list = JSON.createArrayNode();
        times.forEach(interval -> list.add(interval(interval)));
        return list;
    }

    private static ObjectNode interval(TimeInterval interval) {
        ObjectNode node = JSON.createObjectNode();
        if (!interval.times().isEmpty()) {
            ArrayNode times = node.putArray("times");
            interval.times().forEach(range -> times.addObject()
                    .put("start_time", clock(range.startMinute()))
                    .put("end_time", clock(range.endMinute())));
        }
        texts(node, "weekdays", ranges(interval.weekdays(), IntervalReader.WEEKDAYS::get));
        texts(node, "days_of_month", ranges(interval.daysOfMonth(), String::valueOf));
        texts(node, "months", ranges(interval.months(), month -> IntervalReader.MONTHS.get(month - 1)));
        texts(node, "years", ranges(interval.years(), String::valueOf));
        if (!interval.location().equals(ZoneOffset.UTC)) {
            node.put("location", interval.location().getId());
        }
        return node;
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static List<String> ranges(List<IntRange> ranges, IntFunction<String> name) {
        return ranges.stream()
                .map(range -> range.first() == range.last()
                        ? name.apply(range.first())
                        : name.apply(range.first()) + ":" + name.apply(range.last()))
                .toList();
    }

    private static void texts(ObjectNode node, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = node.putArray(key);
            texts.forEach(array::add);
        }
    }

    private static void duration(ObjectNode node, String key, @Nullable Duration duration) {
        if (duration != null) {
            node.put(key, Durations.text(duration.toMillis()));
        }
    }
}
