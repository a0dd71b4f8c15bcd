package io.weir.web.api;

import io.weir.rules.route.Route;
import java.util.List;

/** A route with all that it inherited, as the API shows it. */
record RouteView(
        String id,
        String receiver,
        List<String> matchers,
        List<String> groupBy,
        long groupWaitMs,
        long groupIntervalMs,
        long repeatIntervalMs,
        boolean goesOn,
        List<String> muteTimeIntervals,
        List<String> activeTimeIntervals,
        List<EscalationView> escalate,
        List<RouteView> routes) {
    record EscalationView(long afterMs, String receiver) {}

    static RouteView of(Route route) {
        return new RouteView(
                route.id(),
                route.receiver(),
                route.matchers().texts(),
                route.groupBy().all()
                        ? List.of(Route.EVERY_LABEL)
                        : List.copyOf(route.groupBy().labels()),
                route.groupWait().toMillis(),
                route.groupInterval().toMillis(),
                route.repeatInterval().toMillis(),
                route.goOn(),
                route.muteTimeIntervals(),
                route.activeTimeIntervals(),
                route.escalate().stream()
                        .map(step -> new EscalationView(step.after().toMillis(), step.receiver()))
                        .toList(),
                route.routes().stream().map(RouteView::of).toList());
    }
}
