package io.weir.rules.route;

import io.weir.collector.metric.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All routes, and which of them an event takes. Immutable. */
public final class RouteTree {
    private final Route root;

    /** The tree of a root; what the root leaves out has Alertmanager's defaults. */
    public RouteTree(RouteSpec root) {
        this.root = Route.of(root, null, 0);
    }

    /** The route of everything that no other takes. */
    public Route root() {
        return root;
    }

    /** Every route, each before those below it. */
    public Stream<Route> routes() {
        return routes(root);
    }

    private static Stream<Route> routes(Route route) {
        return Stream.concat(Stream.of(route), route.routes().stream().flatMap(RouteTree::routes));
    }

    /**
     * The routes that an event takes: depth first, in order, the deepest that match. After one that matches those beside it are tried only when
     * it says {@code continue}. More than one may have the same receiver, each with groups of its own.
     *
     * @return at least one, for the root takes what no other does; unless the root has matchers, which {@link Routing#faults} refuses
     */
    public List<Route> match(Map<String, String> labels) {
        List<Route> taken = new ArrayList<>();
        match(root, labels, taken);
        return taken;
    }

    private static boolean match(Route route, Map<String, String> labels, List<Route> taken) {
        if (!route.matchers().matches(labels)) {
            return false;
        }
        int before = taken.size();
        for (Route below : route.routes()) {
            if (match(below, labels, taken) && !below.goOn()) {
                break;
            }
        }
        if (taken.size() == before) {
            taken.add(route);
        }
        return true;
    }

    /** The same answer with the reason at every route. */
    public RouteTrace explain(Map<String, String> labels) {
        List<RouteTrace.Step> steps = new ArrayList<>();
        List<Route> taken = new ArrayList<>();
        explain(root, 0, labels, steps, taken);
        return new RouteTrace(Map.copyOf(labels), steps, taken);
    }

    private static boolean explain(
            Route route, int depth, Map<String, String> labels, List<RouteTrace.Step> steps, List<Route> taken) {
        List<LabelMatcher> failing = route.matchers().failing(labels);
        if (!failing.isEmpty()) {
            steps.add(RouteTrace.Step.passed(route, depth, failing, labels));
            return false;
        }
        int place = steps.size();
        int before = taken.size();
        Route endedBy = null;
        List<Route> below = route.routes();
        for (int i = 0; i < below.size(); i++) {
            if (endedBy != null) {
                steps.add(RouteTrace.Step.notTried(below.get(i), depth + 1, endedBy));
            } else if (explain(below.get(i), depth + 1, labels, steps, taken)
                    && !below.get(i).goOn()) {
                endedBy = below.get(i);
            }
        }
        if (taken.size() == before) {
            taken.add(route);
            steps.add(place, RouteTrace.Step.taken(route, depth));
        } else {
            steps.add(place, RouteTrace.Step.handedDown(route, depth));
        }
        return true;
    }
}
