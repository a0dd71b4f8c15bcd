package io.weir.rules.route;

import io.weir.collector.metric.LabelMatcher;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that decides who hears of what.
 *
 * @param route the root of the tree
 * @param inhibitRules tried in order
 * @param timeIntervals the times that routes name
 */
public record Routing(RouteSpec route, List<InhibitRule> inhibitRules, List<TimeIntervals> timeIntervals) {
    /** A receiver that is always there and tells nobody; nobody can give a receiver of theirs this name. */
    public static final String NOBODY = "(nobody)";

    /** By these the events of one trouble of one job or process come together when no route says otherwise. */
    public static final List<String> DEFAULT_GROUP_BY = List.of("alertname", "cluster", "job_name");

    /** Where nobody wrote a route, what is new in a group is told so soon after the last message; the first is told at once. */
    public static final Duration DEFAULT_GROUP_INTERVAL = Duration.ofSeconds(5);

    /** Where nobody wrote a route, what goes on is not told again: one problem, one notification. Policies may ask for more. */
    private static final Duration NEVER_AGAIN = Duration.ofDays(3650);

    /** Words for events that wake nobody: JobStarted, JobStopped and JobRecovered are records. */
    private static final Matchers MATTERS = Matchers.of(
            new LabelMatcher(LabelMatcher.Kind.NOT_REGEX, "severity", "(?i:info|information|none|low|debug|notice)"));

    public Routing {
        inhibitRules = List.copyOf(inhibitRules);
        timeIntervals = List.copyOf(timeIntervals);
    }

    /** Where nobody wrote a route: every receiver hears of everything that is a warning or worse. */
    public static Routing toEveryone(Collection<String> receivers) {
        List<RouteSpec> routes = receivers.stream()
                .map(receiver -> RouteSpec.to(receiver, MATTERS, List.of()).goingOn())
                .toList();
        return new Routing(
                RouteSpec.to(NOBODY, Matchers.NONE, routes)
                        .groupedBy(DEFAULT_GROUP_BY)
                        .timed(Duration.ZERO, DEFAULT_GROUP_INTERVAL, NEVER_AGAIN),
                List.of(),
                List.of());
    }

    /** The tree of its routes; made anew with each call, so keep it. */
    public RouteTree tree() {
        return new RouteTree(route);
    }

    /** Times by their names. */
    public Map<String, TimeIntervals> intervalsByName() {
        return timeIntervals.stream()
                .collect(Collectors.toMap(TimeIntervals::name, Function.identity(), (first, second) -> first));
    }

    /** The time named; empty when there is none. */
    public Optional<TimeIntervals> interval(String name) {
        return timeIntervals.stream()
                .filter(interval -> interval.name().equals(name))
                .findFirst();
    }

    /**
     * Everything wrong with it; none when it can be used.
     *
     * @param receivers names of those that exist; {@link #NOBODY} exists always
     */
    public List<RoutingFault> faults(Set<String> receivers) {
        return new RoutingCheck(this, receivers).faults();
    }
}
