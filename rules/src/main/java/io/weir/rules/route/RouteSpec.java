package io.weir.rules.route;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route as somebody wrote it: what is left out comes from the route above it.
 *
 * @param receiver null for that of the route above
 * @param matchers what an event must have to come here; the root has none
 * @param groupBy label names, or {@code ...} alone; null or empty for those of the route above
 * @param groupWait how long a new group is collected before its first message; null as above
 * @param groupInterval how long to wait before telling of what is new in a group; null as above
 * @param repeatInterval how long to wait before saying the same again; null as above
 * @param goOn whether the routes beside and after it are tried too ({@code continue})
 * @param muteTimeIntervals names of times in which it is silent; not inherited
 * @param activeTimeIntervals names of the only times in which it is not silent; none for always; not inherited
 * @param escalate who hears of what nobody acknowledges, and when; null for those of the route above
 * @param routes those below it, tried in order
 */
public record RouteSpec(
        @Nullable String receiver,
        Matchers matchers,
        @Nullable List<String> groupBy,
        @Nullable Duration groupWait,
        @Nullable Duration groupInterval,
        @Nullable Duration repeatInterval,
        boolean goOn,
        List<String> muteTimeIntervals,
        List<String> activeTimeIntervals,
        @Nullable List<Escalation> escalate,
        List<RouteSpec> routes) {
    public RouteSpec {
        escalate = escalate == null ? null : List.copyOf(escalate);
        groupBy = groupBy == null ? null : List.copyOf(groupBy);
        muteTimeIntervals = List.copyOf(muteTimeIntervals);
        activeTimeIntervals = List.copyOf(activeTimeIntervals);
        routes = List.copyOf(routes);
    }

    /** A route to a receiver that inherits the rest. */
    public static RouteSpec to(@Nullable String receiver, Matchers matchers, List<RouteSpec> routes) {
        return new RouteSpec(receiver, matchers, null, null, null, null, false, List.of(), List.of(), null, routes);
    }

    /** This one, which lets events go on to the routes after it. */
    public RouteSpec goingOn() {
        return new RouteSpec(
                receiver,
                matchers,
                groupBy,
                groupWait,
                groupInterval,
                repeatInterval,
                true,
                muteTimeIntervals,
                activeTimeIntervals,
                escalate,
                routes);
    }

    /** This one with other groups. */
    public RouteSpec groupedBy(List<String> labels) {
        return new RouteSpec(
                receiver,
                matchers,
                labels,
                groupWait,
                groupInterval,
                repeatInterval,
                goOn,
                muteTimeIntervals,
                activeTimeIntervals,
                escalate,
                routes);
    }

    /** This one with other times. */
    public RouteSpec timed(Duration newGroupWait, Duration newGroupInterval, Duration newRepeatInterval) {
        return new RouteSpec(
                receiver,
                matchers,
                groupBy,
                newGroupWait,
                newGroupInterval,
                newRepeatInterval,
                goOn,
                muteTimeIntervals,
                activeTimeIntervals,
                escalate,
                routes);
    }

    /** This one, which tells others of what nobody acknowledges. */
    public RouteSpec escalating(List<Escalation> steps) {
        return new RouteSpec(
                receiver,
                matchers,
                groupBy,
                groupWait,
                groupInterval,
                repeatInterval,
                goOn,
                muteTimeIntervals,
                activeTimeIntervals,
                steps,
                routes);
    }
}
