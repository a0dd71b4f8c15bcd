package io.weir.rules.maintenance;

import io.weir.rules.route.Matchers;
import io.weir.rules.route.TimeInterval;
import io.weir.rules.route.TimeIntervals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a maintenance window is about: what is worked on, and when.
 *
 * @param name what people call it
 * @param matchers events that they match are in maintenance
 * @param startsAt when it begins, or from when on its times count; null for those of a window that comes again since ever
 * @param endsAt when it ends, or until when its times count; not included; null for a window that comes again for ever
 * @param times when it comes again; none for once
 * @param comment why, or empty
 */
public record Maintenance(
        String name,
        Matchers matchers,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        List<TimeInterval> times,
        String comment) {
    /** Where a window is in its life. */
    public enum State {
        /** It has not begun, or comes again later. */
        PENDING,
        ACTIVE,
        EXPIRED
    }

    private static final int MOST_MATCHERS = 100;
    private static final int MOST_TIMES = 100;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_COMMENT = 4_000;

    public Maintenance {
        name = name.strip();
        comment = comment.strip();
        startsAt = startsAt == null ? null : startsAt.truncatedTo(ChronoUnit.MILLIS);
        endsAt = endsAt == null ? null : endsAt.truncatedTo(ChronoUnit.MILLIS);
        times = List.copyOf(times);
    }

    /** Whether it comes again. */
    public boolean recurs() {
        return !times.isEmpty();
    }

    /** Whether it goes on at a moment. */
    public boolean isActive(Instant now) {
        boolean begun = startsAt == null || !now.isBefore(startsAt);
        boolean over = endsAt != null && !now.isBefore(endsAt);
        return begun && !over && (times.isEmpty() || intervals().contains(now));
    }

    /** Whether it goes on at a moment, for an event with these labels. */
    boolean covers(Map<String, String> labels, Instant now) {
        return matchers.matches(labels) && isActive(now);
    }

    /** Its state at a moment. */
    public State state(Instant now) {
        if (isActive(now)) {
            return State.ACTIVE;
        }
        return nextStart(now).isPresent() ? State.PENDING : State.EXPIRED;
    }

    /** When it next begins, seen from a moment at which it does not go on; empty when it never does, or not within three years. */
    public Optional<Instant> nextStart(Instant now) {
        Instant from = startsAt != null && startsAt.isAfter(now) ? startsAt : now;
        Optional<Instant> start = recurs()
                ? intervals().startAfter(from)
                : Optional.ofNullable(startsAt).filter(at -> at.isAfter(now));
        return start.filter(at -> endsAt == null || at.isBefore(endsAt));
    }

    /** When it ends, seen from a moment at which it goes on; empty when it does not, or not within three years. */
    public Optional<Instant> currentEnd(Instant now) {
        Optional<Instant> end = recurs() ? intervals().endAfter(now) : Optional.ofNullable(endsAt);
        return endsAt == null || end.isPresent() && end.get().isBefore(endsAt) ? end : Optional.of(endsAt);
    }

    private TimeIntervals intervals() {
        return new TimeIntervals(name, times);
    }

    /** What is wrong with it, with what to write instead; none when it can be taken. */
    List<MaintenanceFault> faults(Instant now) {
        List<MaintenanceFault> faults = new ArrayList<>();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            faults.add(new MaintenanceFault("name", "must have 1 to " + LONGEST_NAME + " characters"));
        }
        if (matchers.isEmpty()) {
            faults.add(new MaintenanceFault("matchers", "at least one is needed, such as cluster=\"prod\""));
        } else if (matchers.matches(Map.of())) {
            faults.add(new MaintenanceFault(
                    "matchers",
                    "every one of " + matchers + " matches an event without the label, so they match everything; "
                            + "at least one must not, such as cluster=~\".+\""));
        }
        if (matchers.all().size() > MOST_MATCHERS) {
            faults.add(new MaintenanceFault("matchers", "more than " + MOST_MATCHERS + " are too many"));
        }
        if (times.size() > MOST_TIMES) {
            faults.add(new MaintenanceFault("times", "more than " + MOST_TIMES + " are too many"));
        }
        if (comment.length() > LONGEST_COMMENT) {
            faults.add(new MaintenanceFault("comment", "is longer than " + LONGEST_COMMENT + " characters"));
        }
        faults.addAll(faultsOfTimes(now));
        return faults;
    }

    private List<MaintenanceFault> faultsOfTimes(Instant now) {
        if (!recurs() && (startsAt == null || endsAt == null)) {
            return List.of(new MaintenanceFault(
                    startsAt == null ? "startsAt" : "endsAt",
                    "is missing; a window without times happens once, from startsAt to endsAt"));
        }
        if (startsAt != null && endsAt != null && !endsAt.isAfter(startsAt)) {
            return List.of(new MaintenanceFault("endsAt", "must be after startsAt, " + startsAt));
        }
        if (endsAt != null && !endsAt.isAfter(now)) {
            return List.of(new MaintenanceFault("endsAt", "is over already; it is " + now));
        }
        return state(now) == State.EXPIRED
                ? List.of(new MaintenanceFault("times", "no moment of the next three years is in them"))
                : List.of();
    }
}
