package io.weir.rules.rule;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Flaps;
import io.weir.rules.event.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A rule with its active events. It decides on changes and takes them over only when they are stored, so that a change that
 * could not be stored is decided upon again. Not thread-safe: the engine's lock guards it, but for {@link #active} and {@link #refused}, which
 * anybody may ask.
 */
final class RunningRule {
    /** A rule that would fire on more subjects than this is broken, or a cluster is; either way nobody reads them. */
    private static final int MAX_ACTIVE = 1000;

    /** How often an event that goes on is stored anew with its newest numbers. */
    private static final Duration REFRESH = Duration.ofMinutes(1);

    private static final int FLAP_AFTER = 5;
    private static final Duration FLAPS_WITHIN = Duration.ofMinutes(30);
    private static final Duration CALM = Duration.ofMinutes(5);

    private final RuleSetup setup;
    private final RuleDefinition definition;
    private final Rule rule;
    private final EventWriter writer;
    private final Map<String, Event> active = new LinkedHashMap<>();
    /** What is in {@link #active}, for those who do not hold the lock. */
    private volatile List<Event> shown = List.of();

    private final Map<String, Instant> notHoldingSince = new HashMap<>();
    private final Map<String, Instant> written = new HashMap<>();
    private final Map<RuleSetup.Form, Flaps> flaps = new IdentityHashMap<>();
    private final boolean countsPending;

    /** Events that would be over did they not flap. */
    private final Set<String> kept = new HashSet<>();

    private final AtomicLong refused = new AtomicLong();

    RunningRule(RuleSetup setup) {
        this.setup = setup;
        this.definition = setup.definition();
        this.rule = setup.rule();
        this.writer = new EventWriter(setup);
        this.countsPending = setup.parameters().has(RuleDefinition.FLAP_AFTER);
        for (RuleSetup.Form form : setup.forms()) {
            int changes = countsPending ? form.parameters().integer(RuleDefinition.FLAP_AFTER) : FLAP_AFTER;
            flaps.put(form, new Flaps(changes, FLAPS_WITHIN, CALM));
        }
    }

    private Flaps flaps(Event event) {
        return Objects.requireNonNull(flaps.get(setup.formOf(event)));
    }

    RuleDefinition definition() {
        return definition;
    }

    Parameters parameters() {
        return setup.parameters();
    }

    Rule rule() {
        return rule;
    }

    List<Event> active() {
        return shown;
    }

    /** How many firings were refused because too many were active. */
    long refused() {
        return refused.get();
    }

    /** Takes up an event that was active when Weir last stopped. */
    void restore(Event event, Instant now) {
        active.put(event.fingerprint(), event);
        shown = List.copyOf(active.values());
        if (event.flapping()) {
            flaps(event).restore(event.fingerprint(), now);
        }
    }

    /** Takes up the events of the rule whose place this one takes. */
    void continues(RunningRule before, Instant now) {
        before.active.values().forEach(event -> restore(event, now));
        notHoldingSince.putAll(before.notHoldingSince);
        written.putAll(before.written);
    }

    /** What new parameters change at once: events of those for whom the rule is off now end, and others matter more or less. */
    List<EventChange> settled(Instant now) {
        List<EventChange> changes = new ArrayList<>();
        for (Event event : active.values()) {
            if (!setup.formOf(event).isOn()) {
                changes.add(ended(event, now, "rule switched off"));
            } else if (event.state() == EventState.FIRING
                    && !writer.reweighed(event).equals(event)) {
                // A pending event says what its newest condition says when it fires.
                changes.add(new EventChange(writer.reweighed(event), EventChange.Kind.UPDATED));
            }
        }
        return changes;
    }

    /** What becomes of every active event of a rule that is no more. */
    List<EventChange> ended(Instant now, String because) {
        return active.values().stream().map(event -> ended(event, now, because)).toList();
    }

    /** What becomes of an event whose rule is no more. */
    static EventChange ended(Event event, Instant now, String because) {
        return event.state() == EventState.PENDING
                ? new EventChange(event, EventChange.Kind.DROPPED)
                : new EventChange(event.resolved(now, because), EventChange.Kind.RESOLVED);
    }

    /** Takes over changes that are stored now. */
    void apply(List<EventChange> changes, Instant now) {
        for (EventChange change : changes) {
            String fingerprint = change.event().fingerprint();
            if (isCounted(change)) {
                flaps(change.event()).changed(fingerprint, now);
            }
            if (change.event().state() == EventState.RESOLVED || change.kind() == EventChange.Kind.DROPPED) {
                active.remove(fingerprint);
                kept.remove(fingerprint);
                notHoldingSince.remove(fingerprint);
                written.remove(fingerprint);
            } else {
                active.put(fingerprint, change.event());
                written.put(fingerprint, now);
            }
        }
        if (!changes.isEmpty()) {
            shown = List.copyOf(active.values());
        }
    }

    private boolean isCounted(EventChange change) {
        return switch (change.kind()) {
            case PENDING, DROPPED -> countsPending;
            case FIRED -> !countsPending || !active.containsKey(change.event().fingerprint());
            case RESOLVED -> true;
            case UPDATED, HANDLED, REPEATED -> false;
        };
    }

    /** What an assessment changes among the events that the moment spoke of. */
    List<EventChange> changes(Assessment assessment, Moment moment) {
        Instant now = moment.at();
        List<EventChange> changes = new ArrayList<>();
        Set<String> holding = new HashSet<>();
        for (Condition condition : assessment.holding()) {
            String fingerprint = writer.fingerprint(condition.subject());
            if (!holding.add(fingerprint)) {
                throw new IllegalStateException("rule " + definition.name() + " names one subject twice: "
                        + condition.subject() + "; its events would overwrite each other");
            }
            notHoldingSince.remove(fingerprint);
            holds(condition, moment, changes.size()).ifPresent(changes::add);
        }
        Set<String> unknown = new HashSet<>();
        assessment.unknown().forEach(subject -> unknown.add(writer.fingerprint(subject)));
        Map<String, String> because = new HashMap<>();
        assessment.overBecause().forEach((subject, reason) -> because.put(writer.fingerprint(subject), reason));
        for (Event event : moment.active()) {
            String fingerprint = event.fingerprint();
            if (!holding.contains(fingerprint) && !unknown.contains(fingerprint)) {
                over(event, because.getOrDefault(fingerprint, "condition over"), now)
                        .ifPresent(changes::add);
            }
        }
        return changes;
    }

    private Optional<EventChange> holds(Condition condition, Moment moment, int planned) {
        Instant now = moment.at();
        Event event = active.get(writer.fingerprint(condition.subject()));
        Event newest = writer.pending(condition, moment.begun());
        if (event == null) {
            if (active.size() + planned >= MAX_ACTIVE) {
                refused.incrementAndGet();
                return Optional.empty();
            }
            boolean flapping = flaps(newest).isFlapping(newest.fingerprint(), now, false);
            boolean fires = isDue(newest, now) || flapping && countsPending;
            return Optional.of(
                    fires
                            ? new EventChange(newest.fired(now).flapping(flapping), EventChange.Kind.FIRED)
                            : new EventChange(newest, EventChange.Kind.PENDING));
        }
        if (event.state() == EventState.PENDING) {
            Event said = event.saying(newest);
            return isDue(event, now)
                    ? Optional.of(new EventChange(said.fired(now), EventChange.Kind.FIRED))
                    : Optional.empty();
        }
        return update(event, newest, now);
    }

    private boolean isDue(Event event, Instant now) {
        Duration held = Duration.between(event.startsAt(), now);
        return held.compareTo(duration(event, RuleDefinition.FOR)) >= 0;
    }

    private Duration duration(Event event, String name) {
        return setup.formOf(event).parameters().durationOrZero(name);
    }

    /** Numbers wobble at every look; only a moved subject or a minute's age is worth a write. */
    private Optional<EventChange> update(Event event, Event newest, Instant now) {
        Subject subject = event.subject();
        boolean moved = !subject.equals(newest.subject());
        if (kept.remove(event.fingerprint())) {
            flaps(event).changed(event.fingerprint(), now);
        }
        boolean flapping = flaps(event).isFlapping(event.fingerprint(), now, event.flapping());
        boolean aged = !event.summary().equals(newest.summary())
                && written.getOrDefault(event.fingerprint(), Instant.EPOCH)
                        .plus(REFRESH)
                        .isBefore(now);
        return moved || aged || flapping != event.flapping()
                ? Optional.of(new EventChange(event.saying(newest).flapping(flapping), EventChange.Kind.UPDATED))
                : Optional.empty();
    }

    private Optional<EventChange> over(Event event, String because, Instant now) {
        if (event.state() == EventState.PENDING) {
            return Optional.of(new EventChange(event, EventChange.Kind.DROPPED));
        }
        Instant since = notHoldingSince.computeIfAbsent(event.fingerprint(), key -> now);
        Duration over = Duration.between(since, now);
        if (over.compareTo(duration(event, RuleDefinition.RESOLVE_AFTER)) < 0) {
            return Optional.empty();
        }
        if (flaps(event).isFlapping(event.fingerprint(), now, event.flapping())) {
            if (kept.add(event.fingerprint())) {
                flaps(event).changed(event.fingerprint(), now);
            }
            return event.flapping()
                    ? Optional.empty()
                    : Optional.of(new EventChange(event.flapping(true), EventChange.Kind.UPDATED));
        }
        return Optional.of(new EventChange(event.resolved(now, because), EventChange.Kind.RESOLVED));
    }

    /** What the outcomes of a signal change. */
    List<EventChange> changes(List<Outcome> outcomes, Instant now) {
        List<EventChange> changes = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Fire fire) {
                changes.addAll(fire(fire.condition(), now));
            } else if (outcome instanceof Outcome.Tell tell) {
                Event told = writer.pending(tell.condition(), now);
                changes.add(new EventChange(
                        told.fired(told.startsAt()).resolved(told.startsAt(), "a record"), EventChange.Kind.RESOLVED));
            } else if (outcome instanceof Outcome.Resolve resolve) {
                Event event = resolve.event();
                Instant fired = event.firedAt();
                // A short outage may be over before it was heard of; an event does not end before it fired.
                Instant at = fired != null && resolve.at().isBefore(fired) ? fired : resolve.at();
                changes.add(new EventChange(event.resolved(at, resolve.because()), EventChange.Kind.RESOLVED));
            }
        }
        return changes;
    }

    private List<EventChange> fire(Condition condition, Instant now) {
        Event newest = writer.pending(condition, now);
        Event event = active.get(newest.fingerprint());
        if (event != null) {
            return List.of(new EventChange(event.saying(newest), EventChange.Kind.UPDATED));
        }
        if (active.size() >= MAX_ACTIVE) {
            refused.incrementAndGet();
            return List.of();
        }
        boolean flapping = flaps(newest).isFlapping(newest.fingerprint(), now, false);
        return List.of(new EventChange(newest.fired(now).flapping(flapping), EventChange.Kind.FIRED));
    }
}
