package io.weir.rules.notify;

import io.weir.rules.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one channel may be told of one group, on its way through the stages: each takes out what is not to be told, and says why. */
final class Draft {
    /** An event that is not told now. */
    record Held(Event event, NotifyReason reason, String detail) {}

    final @Nullable Group group;
    final Destination destination;
    final Instant now;
    final List<Event> firing = new ArrayList<>();
    final List<Event> resolved = new ArrayList<>();
    final List<Held> held = new ArrayList<>();

    /** The dedup stage found something new to tell. */
    boolean worthTelling;

    Draft(@Nullable Group group, Destination destination, Collection<Event> events, Instant now) {
        this.group = group;
        this.destination = destination;
        this.now = now;
        for (Event event : events) {
            (event.resolvedAt() == null ? firing : resolved).add(event);
        }
    }

    /** Its group, which only what waited for long may have no longer. */
    Group group() {
        return Objects.requireNonNull(group);
    }

    boolean isEmpty() {
        return firing.isEmpty() && resolved.isEmpty();
    }

    /** Why an event is held back, or null. */
    interface Judgement {
        @Nullable
        String detail(Event event);
    }

    /** Holds back the firing events for which there is a detail. */
    void holdFiring(NotifyReason reason, Judgement judgement) {
        hold(firing, reason, judgement);
    }

    /** Holds back those events that are over for which there is a detail. */
    void holdResolved(NotifyReason reason, Judgement judgement) {
        hold(resolved, reason, judgement);
    }

    /** Holds back everything. */
    void holdAll(NotifyReason reason, String detail) {
        holdFiring(reason, event -> detail);
        holdResolved(reason, event -> detail);
    }

    private void hold(List<Event> events, NotifyReason reason, Judgement judgement) {
        for (Iterator<Event> each = events.iterator(); each.hasNext(); ) {
            Event event = each.next();
            String detail = judgement.detail(event);
            if (detail != null) {
                held.add(new Held(event, reason, detail));
                each.remove();
            }
        }
    }

    /** Whether something is held back that may be told later although nothing happens to it. */
    boolean holds(Predicate<NotifyReason> reason) {
        return held.stream().anyMatch(one -> reason.test(one.reason));
    }
}
