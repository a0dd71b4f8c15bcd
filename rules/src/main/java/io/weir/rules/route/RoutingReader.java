package io.weir.rules.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.collector.metric.LabelMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads routing in Alertmanager's shape: {@code route}, {@code inhibit_rules}, {@code time_intervals} and the old {@code mute_time_intervals}. See
 * <a href="https://prometheus.io/docs/alerting/0.25/configuration/">its configuration</a>; {@code match}, {@code match_re} and their like for
 * inhibitions are taken too.
 */
public final class RoutingReader extends TreeReader {
    /** The keys that it reads. */
    public static final Set<String> KEYS = Set.of("route", "inhibit_rules", "time_intervals", "mute_time_intervals");

    private static final Set<String> ROUTE = Set.of(
            "receiver",
            "group_by",
            "group_wait",
            "group_interval",
            "repeat_interval",
            "match",
            "match_re",
            "matchers",
            "continue",
            "mute_time_intervals",
            "active_time_intervals",
            "escalate",
            "routes");
    private static final Set<String> ESCALATION = Set.of("after", "receiver");
    private static final Set<String> INHIBIT_RULE = Set.of(
            "name",
            "source_match",
            "source_match_re",
            "source_matchers",
            "target_match",
            "target_match_re",
            "target_matchers",
            "equal");

    private static final RouteSpec FAULTY = RouteSpec.to(Routing.NOBODY, Matchers.NONE, List.of());

    private final Set<String> known;

    /** Reads one document and adds what is wrong with its shape to {@code faults}; what it means is checked by {@link Routing#faults}. */
    public RoutingReader(List<RoutingFault> faults) {
        this(faults, ROUTE);
    }

    private RoutingReader(List<RoutingFault> faults, Set<String> known) {
        super(faults);
        this.known = known;
    }

    /** Reads only what Alertmanager knows too: no escalations. */
    public static RoutingReader ofAlertmanager(List<RoutingFault> faults) {
        Set<String> theirs = new HashSet<>(ROUTE);
        theirs.remove("escalate");
        return new RoutingReader(faults, theirs);
    }

    /** Whether somebody wrote a route. */
    public static boolean hasRoute(JsonNode root) {
        return !isNothing(root.get("route"));
    }

    /** The routing in a document whose other keys are left alone. */
    public Routing read(JsonNode root) {
        JsonNode route = root.get("route");
        RouteSpec tree = FAULTY;
        if (route == null || isNothing(route)) {
            fault("route", "is missing; write a route with a receiver");
        } else {
            tree = route(route, "route", 0);
        }
        return new Routing(tree, inhibitRules(root), intervals(root));
    }

    /** The rules by which events inhibit others. */
    public List<InhibitRule> inhibitRules(JsonNode root) {
        List<InhibitRule> rules = new ArrayList<>();
        for (JsonNode item : items(root, "inhibit_rules", "")) {
            rules.add(inhibitRule(item, "inhibit_rules[" + rules.size() + "]"));
        }
        return rules;
    }

    /** The times that have names, those under the old key first. */
    public List<TimeIntervals> intervals(JsonNode root) {
        List<TimeIntervals> intervals = new ArrayList<>();
        for (String key : List.of("mute_time_intervals", "time_intervals")) {
            List<JsonNode> items = items(root, key, "");
            for (int i = 0; i < items.size(); i++) {
                intervals.add(new IntervalReader(faults()).named(items.get(i), key + "[" + i + "]"));
            }
        }
        return intervals;
    }

    /** Times without a name, as a named interval's list has them. */
    public List<TimeInterval> times(JsonNode list, String place) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        named.set("time_intervals", list);
        List<RoutingFault> found = new ArrayList<>();
        List<TimeInterval> times = new IntervalReader(found).named(named, "").intervals();
        found.forEach(fault -> fault(fault.place().replaceFirst("^\\.?time_intervals", place), fault.message()));
        return times;
    }

    private RouteSpec route(JsonNode node, String place, int depth) {
        if (depth > RoutingCheck.MAX_DEPTH) {
            fault(place, "routes more than " + RoutingCheck.MAX_DEPTH + " deep are too deep");
            return FAULTY;
        }
        if (!isObject(node, place, known)) {
            return FAULTY;
        }
        List<RouteSpec> routes = new ArrayList<>();
        for (JsonNode item : items(node, "routes", place)) {
            routes.add(route(item, place + ".routes[" + routes.size() + "]", depth + 1));
        }
        String receiver = text(node, "receiver", place);
        return new RouteSpec(
                receiver == null || receiver.isEmpty() ? null : receiver,
                matchers(node, "match", "match_re", "matchers", place),
                isNothing(node.get("group_by")) ? null : texts(node, "group_by", place),
                duration(node, "group_wait", place),
                duration(node, "group_interval", place),
                duration(node, "repeat_interval", place),
                bool(node, "continue", place, false),
                texts(node, "mute_time_intervals", place),
                texts(node, "active_time_intervals", place),
                isNothing(node.get("escalate")) ? null : escalations(node, place),
                routes);
    }

    private List<Escalation> escalations(JsonNode route, String place) {
        List<Escalation> steps = new ArrayList<>();
        for (JsonNode item : items(route, "escalate", place)) {
            String where = place + ".escalate[" + steps.size() + "]";
            if (!isObject(item, where, ESCALATION)) {
                return steps;
            }
            Duration after = duration(item, "after", where);
            if (isNothing(item.get("after"))) {
                fault(where, "after is missing; write {after: 10m, receiver: ...}");
            }
            steps.add(new Escalation(after == null ? Duration.ZERO : after, textOr(item, "receiver", where, "")));
        }
        return steps;
    }

    private InhibitRule inhibitRule(JsonNode node, String place) {
        if (!isObject(node, place, INHIBIT_RULE)) {
            return new InhibitRule(null, Matchers.NONE, Matchers.NONE, List.of());
        }
        return new InhibitRule(
                text(node, "name", place),
                matchers(node, "source_match", "source_match_re", "source_matchers", place),
                matchers(node, "target_match", "target_match_re", "target_matchers", place),
                texts(node, "equal", place));
    }

    private Matchers matchers(JsonNode node, String equal, String regex, String texts, String place) {
        List<LabelMatcher> all = new ArrayList<>();
        labels(node, equal, place).forEach((name, value) -> all.add(LabelMatcher.equal(name, value)));
        labels(node, regex, place).forEach((name, value) -> {
            try {
                all.add(new LabelMatcher(LabelMatcher.Kind.REGEX, name, value));
            } catch (IllegalArgumentException e) {
                fault(at(at(place, regex), name), String.valueOf(e.getMessage()));
            }
        });
        List<String> lines = texts(node, texts, place);
        for (int i = 0; i < lines.size(); i++) {
            try {
                all.addAll(Matchers.parse(lines.get(i)).all());
            } catch (IllegalArgumentException e) {
                fault(at(place, texts) + "[" + i + "]", String.valueOf(e.getMessage()));
            }
        }
        return new Matchers(all);
    }
}
