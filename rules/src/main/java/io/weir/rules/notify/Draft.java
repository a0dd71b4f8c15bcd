package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    /** In a storm: when what is collected is told; null when it is not collected. */
    @Nullable
    Instant collectedUntil;

    /** Why its channel hears of it besides those of the route; null when it is the route's. */
    @Nullable
    Text escalation;

    /** Others of its cause were told lately. */
    boolean inStorm;

    /** Those of the firing events that the channel was told of before. */
    final Set<String> again = new HashSet<>(0);

    private @Nullable SharedCause cause;

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

    /** When what goes on is told again: as the route says, but before the channel's place takes it for over. */
    Duration repeatInterval() {
        Duration route = group().route.repeatInterval();
        Duration forgets = destination.config().forgetsAfter();
        if (forgets == null) {
            return route;
        }
        Duration half = forgets.dividedBy(2);
        return route.compareTo(half) < 0 ? route : half;
    }

    /** What its events have in common with others. */
    SharedCause cause() {
        SharedCause known = cause;
        if (known == null) {
            // The first event says what a group is about.
            known = SharedCause.of(firing.isEmpty() ? resolved.get(0) : firing.get(0));
            cause = known;
        }
        return known;
    }

    /** Everything that is told. */
    List<Event> told() {
        List<Event> told = new ArrayList<>(firing);
        told.addAll(resolved);
        return told;
    }

    /** Whether an event is held back for now. */
    boolean holds(Event event) {
        return held.stream()
                .anyMatch(one -> one.reason.passes() && one.event.id().equals(event.id()));
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
