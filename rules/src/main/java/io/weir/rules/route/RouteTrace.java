package io.weir.rules.route;

import io.weir.collector.metric.LabelMatcher;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why an event goes where it goes.
 *
 * @param labels of the event
 * @param steps the routes in the order of the tree; those below a route that does not match are not looked at and not listed
 * @param taken those that it takes, as {@link RouteTree#match} says
 */
public record RouteTrace(Map<String, String> labels, List<Step> steps, List<Route> taken) {
    public RouteTrace {
        steps = List.copyOf(steps);
        taken = List.copyOf(taken);
    }

    /** What became of the event at a route. */
    public enum Verdict {
        /** It matches and nothing below it does: its receiver is told. */
        TAKEN,
        /** It matches, and so does something below it. */
        HANDED_DOWN,
        /** It does not match. */
        PASSED,
        /** A route before it matched and does not say {@code continue}. */
        NOT_TRIED
    }

    /**
     * One route.
     *
     * @param depth how deep it is; the root is at 0
     * @param why one sentence for a person
     */
    public record Step(Route route, int depth, Verdict verdict, String why) {
        static Step taken(Route route, int depth) {
            String reason = route.matchers().isEmpty() ? "everything matches" : "it matches " + route.matchers();
            String below = route.routes().isEmpty() ? "" : " and no route below it does";
            return new Step(route, depth, Verdict.TAKEN, reason + below);
        }

        static Step handedDown(Route route, int depth) {
            String reason = route.matchers().isEmpty() ? "everything matches" : "it matches " + route.matchers();
            return new Step(route, depth, Verdict.HANDED_DOWN, reason + ", and a route below it takes it");
        }

        static Step passed(Route route, int depth, List<LabelMatcher> failing, Map<String, String> labels) {
            return new Step(
                    route,
                    depth,
                    Verdict.PASSED,
                    failing.stream().map(matcher -> why(matcher, labels)).collect(Collectors.joining("; ")));
        }

        static Step notTried(Route route, int depth, Route endedBy) {
            return new Step(
                    route,
                    depth,
                    Verdict.NOT_TRIED,
                    "the route " + endedBy.matchers() + " before it matches and does not say continue: true");
        }

        private static String why(LabelMatcher matcher, Map<String, String> labels) {
            String actual = labels.get(matcher.name());
            String has =
                    actual == null ? "there is no label " + matcher.name() : matcher.name() + " is \"" + actual + '"';
            return MatcherText.of(matcher) + " does not hold: " + has;
        }
    }
}
