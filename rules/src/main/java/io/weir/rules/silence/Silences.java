package io.weir.rules.silence;

import io.weir.collector.metric.SelfMetric;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All silences: made, changed, taken back, and asked. They are in memory and, before a call returns, in the store. A silence that was in force is
 * never rewritten: whoever changes what it silences ends it and begins another, as in Alertmanager, so that what was silenced by what can be told
 * later. Thread-safe; {@link #silencing} takes no lock.
 */
public final class Silences {
    /** How long an expired one is kept, for those who ask later why they heard nothing. */
    public static final Duration RETENTION = Duration.ofHours(120);

    /** The most that are kept, expired ones included. */
    public static final int MOST = 50_000;

    private final SilenceStore store;
    private final Clock clock;
    private final Map<String, Silence> all = new LinkedHashMap<>();
    private volatile SilenceIndex index = SilenceIndex.EMPTY;
    private volatile Runnable listener = () -> {};

    /** The silences that {@code store} has. */
    public Silences(SilenceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        store.all().forEach(silence -> all.put(silence.id(), silence));
        reindex();
    }

    /** The active silences of something with these labels, the first that began first; none when somebody is to hear of it. */
    public List<Silence> silencing(Map<String, String> labels, Instant now) {
        return index.silencing(labels, now);
    }

    /** Every silence that is kept, those that end last first. */
    public synchronized List<Silence> list() {
        return all.values().stream()
                .sorted(Comparator.comparing(Silence::endsAt)
                        .reversed()
                        .thenComparing(Silence::startsAt)
                        .thenComparing(Silence::id))
                .toList();
    }

    /** The silence with an id. */
    public synchronized Optional<Silence> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /**
     * Makes a silence, or changes the one whose id the draft has: in place when it goes on silencing the same, by ending it and beginning another
     * when not. One that is expired is begun anew.
     *
     * @return the silence that is in force for the draft; its id differs from the draft's when another began
     * @throws SilenceException when there is no silence with the id, there are too many, or the draft makes no sense
     */
    public synchronized Silence set(SilenceDraft draft) throws SilenceException {
        Instant now = now();
        Silence old = draft.id() == null ? null : all.get(draft.id());
        if (draft.id() != null && old == null) {
            throw unknown(draft.id());
        }
        List<SilenceFault> faults = draft.faults(now);
        if (!faults.isEmpty()) {
            throw new SilenceException(faults);
        }
        Instant start = start(draft, old, now);
        if (old != null && sameInForce(old, draft, start, now)) {
            Silence changed = silence(old.id(), draft, start, now);
            save(List.of(changed));
            return changed;
        }
        if (all.size() >= MOST) {
            throw new SilenceException(
                    SilenceException.Reason.FULL,
                    MOST + " silences are kept already; wait until old ones are forgotten");
        }
        Silence begun = silence(UUID.randomUUID().toString(), draft, start.isBefore(now) ? now : start, now);
        if (old != null && old.state(now) != Silence.State.EXPIRED) {
            save(List.of(old.expired(now), begun));
        } else {
            save(List.of(begun));
        }
        return begun;
    }

    private static Instant start(SilenceDraft draft, @Nullable Silence old, Instant now) {
        Instant wanted = draft.startsAt();
        if (wanted != null) {
            return wanted;
        }
        return old != null && old.state(now) == Silence.State.ACTIVE ? old.startsAt() : now;
    }

    /** Whether the change rewrites nothing that happened. */
    private static boolean sameInForce(Silence old, SilenceDraft draft, Instant start, Instant now) {
        if (!old.matchers().equals(draft.matchers()) || !Objects.equals(old.untilResolved(), draft.untilResolved())) {
            return false;
        }
        return switch (old.state(now)) {
            // Whole seconds, for clients that send back what they read without its milliseconds.
            case ACTIVE ->
                start.truncatedTo(ChronoUnit.SECONDS).equals(old.startsAt().truncatedTo(ChronoUnit.SECONDS));
            case PENDING -> !start.isBefore(now);
            case EXPIRED -> false;
        };
    }

    private static Silence silence(String id, SilenceDraft draft, Instant start, Instant now) {
        return new Silence(
                id,
                draft.matchers(),
                start,
                draft.endsAt(),
                now,
                draft.createdBy(),
                draft.comment(),
                draft.untilResolved());
    }

    /**
     * Ends a silence now; one that is over stays as it is.
     *
     * @throws SilenceException when there is none with the id
     */
    public synchronized Silence expire(String id) throws SilenceException {
        Silence old = all.get(id);
        if (old == null) {
            throw unknown(id);
        }
        Instant now = now();
        if (old.state(now) == Silence.State.EXPIRED) {
            return old;
        }
        Silence expired = old.expired(now);
        save(List.of(expired));
        return expired;
    }

    /** Takes notice of an event: when it is over, the silences that were to last until then are. */
    public void note(Event event) {
        if (event.state() == EventState.RESOLVED) {
            expireAll(silence -> event.fingerprint().equals(silence.untilResolved()));
        }
    }

    /** Ends the silences that were to last until an event was over, when it is none of those that go on. */
    public void keepUntilResolved(Predicate<String> goesOn) {
        expireAll(silence -> silence.untilResolved() != null && !goesOn.test(silence.untilResolved()));
    }

    private synchronized void expireAll(Predicate<Silence> which) {
        Instant now = now();
        List<Silence> expired = all.values().stream()
                .filter(silence -> silence.state(now) != Silence.State.EXPIRED)
                .filter(which)
                .map(silence -> silence.expired(now))
                .toList();
        if (!expired.isEmpty()) {
            save(expired);
        }
    }

    /** Forgets those that ended long ago. */
    public synchronized int forgetOld() {
        Instant before = now().minus(RETENTION);
        int forgotten = store.deleteEndedBefore(before);
        all.values().removeIf(silence -> silence.endsAt().isBefore(before));
        reindex();
        return forgotten;
    }

    /** How many there are in each state. */
    public synchronized List<SelfMetric> selfMetrics() {
        Instant now = now();
        return Arrays.stream(Silence.State.values())
                .map(state -> SelfMetric.gauge(
                                "weir_silences",
                                "Silences that are kept, by state.",
                                all.values().stream()
                                        .filter(silence -> silence.state(now) == state)
                                        .count())
                        .with("state", state.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Tells of every later change of what is silenced. */
    public void onChange(Runnable newListener) {
        listener = newListener;
    }

    private void save(List<Silence> changed) {
        store.put(changed);
        changed.forEach(silence -> all.put(silence.id(), silence));
        reindex();
        listener.run();
    }

    private void reindex() {
        Instant now = now();
        index = new SilenceIndex(all.values().stream()
                .filter(silence -> silence.state(now) != Silence.State.EXPIRED)
                .toList());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static SilenceException unknown(String id) {
        return new SilenceException(SilenceException.Reason.UNKNOWN, "there is no silence \"" + id + "\"");
    }
}
