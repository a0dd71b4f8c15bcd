package io.weir.rules.notify;

import io.weir.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes messages of groups that are due, by the stages. The dispatcher's lock guards it. */
final class Planner {
    /** How often it is looked whether what was held back may be told. */
    private static final Duration LEAST_LOOK = Duration.ofSeconds(1);

    private static final Duration MOST_LOOK = Duration.ofMinutes(1);

    private final Map<String, List<Destination>> destinations;
    private final Map<String, Destination> byKey = new LinkedHashMap<>();
    private final List<Stage> stages;
    private final Tellings tellings;
    private final MessageWriter writer;
    private final Escalations escalations;

    Planner(Map<String, List<Destination>> destinations, List<Stage> stages, Tellings tellings, MessageWriter writer) {
        this.destinations = destinations;
        this.stages = List.copyOf(stages);
        this.tellings = tellings;
        this.writer = writer;
        this.escalations = new Escalations(destinations, tellings);
        destinations.values().stream().flatMap(List::stream).forEach(one -> byKey.put(one.key(), one));
    }

    /**
     * Decides what is told of a group now, and takes out of it what is done with.
     *
     * @return when to look again
     */
    Instant plan(Group group, Instant now, Plan plan) {
        Instant next = Instant.MAX;
        List<Draft> drafts = drafts(group, now);
        for (Draft draft : drafts) {
            stages.forEach(stage -> stage.judge(draft));
            record(draft, plan);
            if (draft.worthTelling) {
                tell(draft, plan);
            }
            next = earlier(next, nextLook(draft));
        }
        next = earlier(next, escalations.nextAt(group, now));
        if (drafts.stream().allMatch(draft -> draft.collectedUntil == null)) {
            group.repeated();
        }
        group.flushedAt = now;
        group.events
                .values()
                .removeIf(event -> event.resolvedAt() != null && isDone(event, drafts) && plan.done(event.id()));
        return next;
    }

    /** Writes the messages of everything that was planned since the last time. */
    void write(Plan plan) {
        writer.write(plan.takeTold(), plan);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** One for each channel that may have to be told something. */
    private List<Draft> drafts(Group group, Instant now) {
        List<Draft> drafts = new ArrayList<>(1);
        for (String receiver : group.receivers) {
            for (Destination destination : destinations.getOrDefault(receiver, List.of())) {
                drafts.add(new Draft(group, destination, group.events.values(), now));
            }
        }
        Set<String> escalated = new HashSet<>();
        for (Draft draft : escalations.drafts(group, now)) {
            escalated.add(draft.destination.key());
            drafts.add(draft);
        }
        for (Map.Entry<String, List<Event>> others : knownElsewhere(group).entrySet()) {
            Destination destination = byKey.get(others.getKey());
            if (destination != null && !escalated.contains(others.getKey())) {
                drafts.add(new Draft(group, destination, others.getValue(), now));
            }
        }
        return drafts;
    }

    /** Events that are over and of which others were told than those whom the group tells now: routes change, and events escalate. */
    private Map<String, List<Event>> knownElsewhere(Group group) {
        Map<String, List<Event>> elsewhere = new LinkedHashMap<>(0);
        for (Event event : group.events.values()) {
            if (event.resolvedAt() == null) {
                continue;
            }
            for (String destination : tellings.believers(event.id())) {
                Destination known = byKey.get(destination);
                if (known != null && !group.receivers.contains(known.receiver())) {
                    elsewhere
                            .computeIfAbsent(destination, key -> new ArrayList<>())
                            .add(event);
                }
            }
        }
        return elsewhere;
    }

    private void record(Draft draft, Plan plan) {
        String to = draft.destination.key();
        for (Draft.Held held : draft.held) {
            plan.decisions.add(Decision.of(held.event().id(), to, held.reason(), held.detail(), draft.now));
            if (held.reason() == NotifyReason.END_UNWANTED) {
                tellings.resolved(held.event().id(), to, draft.now);
            }
        }
    }

    /** What is told counts as told at once: the event may be in another group that is looked at in the same moment. */
    private void tell(Draft draft, Plan plan) {
        String to = draft.destination.key();
        Map<String, Event> repetitions = draft.group().repetitions();
        if (!repetitions.isEmpty()) {
            draft.firing.replaceAll(event -> repetitions.getOrDefault(event.id(), event));
        }
        for (Event event : draft.firing) {
            if (tellings.of(event.id(), to) != null) {
                draft.again.add(event.id());
            } else if (draft.escalation != null) {
                plan.decisions.add(
                        Decision.of(event.id(), to, NotifyReason.ESCALATED, draft.escalation.en(), draft.now));
            }
            tellings.firing(event.id(), to, draft.now);
        }
        draft.resolved.forEach(event -> tellings.resolved(event.id(), to, draft.now));
        plan.told.add(draft);
    }

    private Instant nextLook(Draft draft) {
        if (draft.collectedUntil != null) {
            return draft.collectedUntil;
        }
        if (draft.holds(NotifyReason::passes)) {
            Duration interval = draft.group().route.groupInterval();
            Duration look = interval.compareTo(LEAST_LOOK) < 0 ? LEAST_LOOK : interval;
            return draft.now.plus(look.compareTo(MOST_LOOK) > 0 ? MOST_LOOK : look);
        }
        Instant last = null;
        for (Event event : draft.group().events.values()) {
            Tellings.Told told = tellings.of(event.id(), draft.destination.key());
            if (event.resolvedAt() == null
                    && told != null
                    && (last == null || told.lastAt().isAfter(last))) {
                last = told.lastAt();
            }
        }
        if (last == null) {
            return Instant.MAX;
        }
        Instant repeat = last.plus(draft.repeatInterval());
        if (!repeat.isAfter(draft.now)) {
            // What is told already but held back by a person is looked at when that person says so.
            return draft.now.plus(MOST_LOOK);
        }
        // A group tells nothing twice within its interval, however short the repeat interval is.
        Instant least = draft.now.plus(draft.group().route.groupInterval());
        return repeat.isBefore(least) ? least : repeat;
    }

    private boolean isDone(Event event, List<Draft> drafts) {
        return drafts.stream()
                .noneMatch(draft -> (draft.collectedUntil != null || draft.holds(event))
                        && tellings.believesFiring(event.id(), draft.destination.key()));
    }

    /** The stages that may hold back what already waits to be sent. */
    List<Stage> holdingStages() {
        return stages.stream()
                .filter(stage -> !(stage instanceof DedupStage || stage instanceof StormStage))
                .toList();
    }

    @Nullable
    Destination destination(String key) {
        return byKey.get(key);
    }
}
