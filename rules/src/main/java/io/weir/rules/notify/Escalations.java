package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.promql.Durations;
import io.weir.rules.route.Escalation;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who else hears of what nobody acknowledged, by the escalations of a group's route. Time counts from when anybody was first told, which the decision
 * store keeps, so a restart changes nothing. What the stages hold back is not told here either. The dispatcher's lock guards it.
 */
final class Escalations {
    private final Map<String, List<Destination>> destinations;
    private final Tellings tellings;

    Escalations(Map<String, List<Destination>> destinations, Tellings tellings) {
        this.destinations = destinations;
        this.tellings = tellings;
    }

    /** What has waited for so long, for whom: one for each channel. */
    List<Draft> drafts(Group group, Instant now) {
        if (group.route.escalate().isEmpty()) {
            return List.of();
        }
        Map<String, Draft> drafts = new LinkedHashMap<>();
        for (Escalation step : group.route.escalate()) {
            if (group.receivers.contains(step.receiver())) {
                continue;
            }
            for (Destination destination : destinations.getOrDefault(step.receiver(), List.of())) {
                List<Event> events = waiting(group, step, destination, now);
                if (!events.isEmpty() && !drafts.containsKey(destination.key())) {
                    Draft draft = new Draft(group, destination, events, now);
                    String after = Durations.text(step.after().toMillis());
                    draft.escalation = new Text("nobody acknowledged it for " + after, after + " 内无人确认");
                    drafts.put(destination.key(), draft);
                }
            }
        }
        return new ArrayList<>(drafts.values());
    }

    private List<Event> waiting(Group group, Escalation step, Destination destination, Instant now) {
        List<Event> waiting = new ArrayList<>();
        for (Event event : group.events.values()) {
            boolean knows = tellings.believesFiring(event.id(), destination.key());
            Instant at = at(event, step);
            boolean late = event.resolvedAt() == null && at != null && !at.isAfter(now);
            if (knows || late) {
                waiting.add(event);
            }
        }
        return waiting;
    }

    /** When the next step of an event that fires and that nobody acknowledged is due. */
    Instant nextAt(Group group, Instant now) {
        Instant next = Instant.MAX;
        for (Escalation step : group.route.escalate()) {
            for (Event event : group.events.values()) {
                Instant at = event.resolvedAt() == null && event.handling().acknowledgement() == null
                        ? at(event, step)
                        : null;
                if (at != null && at.isAfter(now) && at.isBefore(next)) {
                    next = at;
                }
            }
        }
        return next;
    }

    private @Nullable Instant at(Event event, Escalation step) {
        Instant first = tellings.firstTold(event.id());
        return first == null ? null : first.plus(step.after());
    }
}
