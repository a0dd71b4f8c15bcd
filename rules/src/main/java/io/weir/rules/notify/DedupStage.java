package io.weir.rules.notify;

import io.weir.rules.event.Event;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is something new to tell, as Alertmanager's dedup stage decides it: an event that the channel was not told of, the end of one that
 * it was told of, or the repeat interval has passed.
 */
final class DedupStage implements Stage {
    private final Tellings tellings;
    private final Predicate<Event> tellsEnd;

    DedupStage(Tellings tellings, Predicate<Event> tellsEnd) {
        this.tellings = tellings;
        this.tellsEnd = tellsEnd;
    }

    @Override
    public void judge(Draft draft) {
        String to = draft.destination.key();
        draft.holdResolved(NotifyReason.OVER_BEFORE_TOLD, event -> tellings.believesFiring(event.id(), to) ? null : "");
        boolean wanted = draft.destination.config().sendResolved();
        draft.holdResolved(NotifyReason.END_UNWANTED, event -> wanted && tellsEnd.test(event) ? null : "");
        draft.worthTelling = !draft.resolved.isEmpty()
                || draft.firing.stream().anyMatch(event -> isNew(event, draft))
                || repeatIsDue(draft);
        if (!draft.worthTelling) {
            draft.holdFiring(NotifyReason.REPEAT_INTERVAL, event -> "");
        }
    }

    private boolean isNew(Event event, Draft draft) {
        return tellings.of(event.id(), draft.destination.key()) == null
                || draft.group().repetitions().containsKey(event.id());
    }

    private boolean repeatIsDue(Draft draft) {
        if (draft.firing.isEmpty()) {
            return false;
        }
        Instant last = lastTold(draft, tellings);
        return last != null && !last.plus(draft.repeatInterval()).isAfter(draft.now);
    }

    /** When the channel was last told of any of the events that fire; null when it never was. */
    static @Nullable Instant lastTold(Draft draft, Tellings tellings) {
        Instant last = null;
        for (Event event : draft.firing) {
            Tellings.Told told = tellings.of(event.id(), draft.destination.key());
            if (told != null && (last == null || told.lastAt().isAfter(last))) {
                last = told.lastAt();
            }
        }
        return last;
    }
}
