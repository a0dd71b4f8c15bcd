package io.weir.rules.policy;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells again of number policies' events that go on, every so many hours since they fired, until somebody acknowledges them.
 * Which repetition is due follows from the time alone, so a restart neither forgets nor doubles one. Not thread-safe.
 */
public final class PolicyRepeats {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private final Policies policies;
    private final EventJournal journal;
    private final Map<String, Long> told = new HashMap<>();
    private Instant nextLook = Instant.MIN;

    public PolicyRepeats(Policies policies, EventJournal journal) {
        this.policies = policies;
        this.journal = journal;
    }

    /**
     * Tells what is due.
     *
     * @param activeEvents every event that is pending or firing, with what people made of it; asked for only when needed
     */
    public void tick(Supplier<List<Event>> activeEvents, Instant now) {
        if (now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(BETWEEN_LOOKS);
        Map<String, Duration> every = new HashMap<>();
        policies.numberPolicies().stream()
                .filter(policy -> policy.repeatHours() > 0)
                .forEach(policy -> every.put(policy.name(), Duration.ofHours(policy.repeatHours())));
        if (every.isEmpty()) {
            return;
        }
        List<Event> active = activeEvents.get();
        told.keySet().retainAll(active.stream().map(Event::id).toList());
        List<EventChange> due = new ArrayList<>();
        for (Event event : active) {
            Duration repeat = every.get(event.rule());
            Instant firedAt = event.firedAt();
            if (repeat == null || firedAt == null || event.state() != EventState.FIRING) {
                continue;
            }
            long count = Duration.between(firedAt, now).toMillis() / repeat.toMillis();
            if (count > told.getOrDefault(event.id(), 0L)) {
                told.put(event.id(), count);
                if (event.handling().acknowledgement() == null) {
                    Map<String, String> annotations = new HashMap<>(event.annotations());
                    annotations.put(Event.REPETITION, String.valueOf(count));
                    due.add(new EventChange(
                            event.as(event.severity(), event.labels(), annotations), EventChange.Kind.REPEATED));
                }
            }
        }
        journal.write(due);
    }
}
