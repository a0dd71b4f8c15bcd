package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.route.Route;
import org.jspecify.annotations.Nullable;

/** Records wake nobody. A Watchdog is one, except where a route asks for it by its name. */
final class SeverityStage implements Stage {
    static final String WATCHDOG = "Watchdog";

    @Override
    public void judge(Draft draft) {
        Draft.Judgement least =
                event -> event.severity().compareTo(Notifications.LEAST_SEVERITY) >= 0 || isAskedFor(event, draft.group)
                        ? null
                        : "";
        draft.holdFiring(NotifyReason.BELOW_LEAST_SEVERITY, least);
        draft.holdResolved(NotifyReason.BELOW_LEAST_SEVERITY, least);
    }

    private static boolean isAskedFor(Event event, @Nullable Group group) {
        return event.rule().equals(WATCHDOG) && (group == null || names(group.route));
    }

    private static boolean names(Route route) {
        return route.matchers().all().stream()
                .anyMatch(matcher -> matcher.name().equals("alertname"));
    }
}
