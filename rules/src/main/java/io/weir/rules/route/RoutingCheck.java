package io.weir.rules.route;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks for everything that is wrong with routing: what Alertmanager refuses, and what would be too much. */
final class RoutingCheck {
    private static final int MAX_ROUTES = 2_000;
    static final int MAX_DEPTH = 50;
    private static final int MAX_ESCALATIONS = 20;
    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final Routing routing;
    private final Set<String> receivers;
    private final Set<String> intervals;
    private final List<RoutingFault> faults = new ArrayList<>();
    private int routes;

    RoutingCheck(Routing routing, Set<String> receivers) {
        this.routing = routing;
        this.receivers = new TreeSet<>(receivers);
        this.receivers.add(Routing.NOBODY);
        this.intervals =
                routing.timeIntervals().stream().map(TimeIntervals::name).collect(Collectors.toSet());
    }

    List<RoutingFault> faults() {
        checkRoot(routing.route());
        checkRoute("route", routing.route(), 0);
        for (int i = 0; i < routing.inhibitRules().size(); i++) {
            checkInhibitRule("inhibit_rules[" + i + "]", routing.inhibitRules().get(i));
        }
        checkIntervals();
        return List.copyOf(faults);
    }

    private void checkRoot(RouteSpec root) {
        String receiver = root.receiver();
        if (receiver == null || receiver.isEmpty()) {
            add("route.receiver", "the root route needs a receiver, for what no other route takes");
        }
        if (!root.matchers().isEmpty()) {
            add("route.matchers", "the root route takes everything; move the matchers to a route below it");
        }
        if (root.goOn()) {
            add("route.continue", "nothing comes after the root route; leave it out");
        }
        if (!root.muteTimeIntervals().isEmpty()) {
            add("route.mute_time_intervals", "the root route cannot be muted; move them to a route below it");
        }
        if (!root.activeTimeIntervals().isEmpty()) {
            add("route.active_time_intervals", "the root route is always active; move them to a route below it");
        }
    }

    private void checkRoute(String place, RouteSpec route, int depth) {
        routes++;
        if (routes == MAX_ROUTES + 1) {
            add(place, "more than " + MAX_ROUTES + " routes are too many");
        }
        if (depth > MAX_DEPTH) {
            add(place, "routes more than " + MAX_DEPTH + " deep are too deep");
            return;
        }
        String receiver = route.receiver();
        if (receiver != null && !receiver.isEmpty() && !receivers.contains(receiver)) {
            add(
                    place + ".receiver",
                    "there is no receiver \"" + receiver + "\"; there are " + String.join(", ", receivers));
        }
        checkGroupBy(place + ".group_by", route.groupBy());
        positive(place + ".group_interval", route.groupInterval(), "5m");
        positive(place + ".repeat_interval", route.repeatInterval(), "4h");
        Duration wait = route.groupWait();
        if (wait != null && wait.isNegative()) {
            add(place + ".group_wait", "cannot be negative; write 30s, or 0s to wait for nothing");
        }
        checkNames(place + ".mute_time_intervals", route.muteTimeIntervals());
        checkNames(place + ".active_time_intervals", route.activeTimeIntervals());
        checkEscalations(place + ".escalate", route.escalate());
        for (int i = 0; i < route.routes().size(); i++) {
            checkRoute(place + ".routes[" + i + "]", route.routes().get(i), depth + 1);
        }
    }

    private void checkEscalations(String place, @Nullable List<Escalation> steps) {
        if (steps == null) {
            return;
        }
        if (steps.size() > MAX_ESCALATIONS) {
            add(place, "more than " + MAX_ESCALATIONS + " steps are too many");
        }
        Duration before = Duration.ZERO;
        for (int i = 0; i < steps.size(); i++) {
            Escalation step = steps.get(i);
            String at = place + "[" + i + "]";
            if (step.receiver().isEmpty() || !receivers.contains(step.receiver())) {
                add(
                        at + ".receiver",
                        "there is no receiver \"" + step.receiver() + "\"; there are " + String.join(", ", receivers));
            }
            if (step.after().compareTo(before) <= 0) {
                add(
                        at + ".after",
                        i == 0
                                ? "must be longer than nothing; write 10m"
                                : "must be longer than that of the step before; the times of escalations rise");
            }
            before = step.after();
        }
    }

    private void checkGroupBy(String place, @Nullable List<String> groupBy) {
        if (groupBy == null) {
            return;
        }
        if (groupBy.contains(Route.EVERY_LABEL) && groupBy.stream().anyMatch(name -> !name.equals(Route.EVERY_LABEL))) {
            add(place, "... stands for every label; write it alone or leave it out");
        }
        Set<String> seen = new HashSet<>();
        for (String name : groupBy) {
            if (!name.equals(Route.EVERY_LABEL) && !LABEL_NAME.matches(name)) {
                add(place, "\"" + name + "\" is no label name; write letters, digits and _, such as job_name");
            } else if (!seen.add(name) && !name.equals(Route.EVERY_LABEL)) {
                add(place, "\"" + name + "\" is there twice; write it once");
            }
        }
    }

    private void positive(String place, @Nullable Duration duration, String example) {
        if (duration != null && (duration.isZero() || duration.isNegative())) {
            add(place, "must be longer than nothing; write " + example + " or leave it out");
        }
    }

    private void checkNames(String place, List<String> names) {
        for (String name : names) {
            if (!intervals.contains(name)) {
                String there = intervals.isEmpty()
                        ? "there are none; add it to time_intervals"
                        : "there are " + String.join(", ", new TreeSet<>(intervals));
                add(place, "there is no time interval \"" + name + "\"; " + there);
            }
        }
    }

    private void checkInhibitRule(String place, InhibitRule rule) {
        for (String name : rule.equal()) {
            if (!LABEL_NAME.matches(name)) {
                add(place + ".equal", "\"" + name + "\" is no label name; write letters, digits and _");
            }
        }
    }

    private void checkIntervals() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < routing.timeIntervals().size(); i++) {
            String name = routing.timeIntervals().get(i).name();
            String place = "time_intervals[" + i + "].name";
            if (name.isEmpty()) {
                add(place, "a time interval needs a name");
            } else if (!seen.add(name)) {
                add(place, "there are two time intervals \"" + name + "\"; give one another name");
            }
        }
    }

    private void add(String place, String message) {
        faults.add(new RoutingFault(place, message));
    }
}
