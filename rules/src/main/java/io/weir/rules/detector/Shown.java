package io.weir.rules.detector;

import io.weir.rules.event.Event;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Ends events about something that happened and has no end of its own: after a while, or when it is made good. */
final class Shown {
    private Shown() {}

    /** Resolves those that were shown long enough. */
    static List<Outcome> over(Moment moment, Duration shownFor) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Event event : moment.active()) {
            if (event.startsAt().plus(shownFor).isBefore(moment.at())) {
                outcomes.add(new Outcome.Resolve(event, moment.at(), "a record: shown long enough"));
            }
        }
        return outcomes;
    }

    /** Resolves those that something made good. */
    static List<Outcome> resolve(Moment moment, Predicate<Event> which, String because) {
        return moment.active().stream()
                .filter(which)
                .<Outcome>map(event -> new Outcome.Resolve(event, moment.at(), because))
                .toList();
    }
}
