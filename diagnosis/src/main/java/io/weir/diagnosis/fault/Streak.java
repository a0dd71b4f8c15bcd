package io.weir.diagnosis.fault;

import io.weir.collector.flink.JobState;
import io.weir.collector.signal.JobStatusChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Failures of a job of which each came before the job had run in peace for a while after the one before.
 *
 * @param failures oldest first, at least one
 */
record Streak(List<Failure> failures) {
    /** A job that ran so long without a failure had recovered. */
    static final Duration PEACE = Duration.ofMinutes(15);

    /** Failures so close together are one: tasks fail together, and the first to be told need not be the first that failed. */
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    Streak {
        failures = List.copyOf(failures);
    }

    /** Parts failures into streaks, by the time between them and by how long the job ran in between; oldest first. */
    static List<Streak> of(List<Failure> failures, List<JobStatusChanged> changes) {
        List<Failure> sorted = new ArrayList<>(failures);
        sorted.sort(Comparator.comparing(Failure::at));
        List<Streak> streaks = new ArrayList<>();
        List<Failure> current = new ArrayList<>();
        for (Failure failure : sorted) {
            if (!current.isEmpty()
                    && hadRecovered(current.get(current.size() - 1).at(), failure.at(), changes)) {
                streaks.add(new Streak(current));
                current = new ArrayList<>();
            }
            current.add(failure);
        }
        if (!current.isEmpty()) {
            streaks.add(new Streak(current));
        }
        return streaks;
    }

    private static boolean hadRecovered(Instant before, Instant next, List<JobStatusChanged> changes) {
        if (Duration.between(before, next).compareTo(PEACE) < 0) {
            return false;
        }
        // Without a known state between the two, the time alone decides.
        return changes.stream()
                .filter(change -> change.at().isAfter(before) && change.at().isBefore(next))
                .filter(change -> change.current() == JobState.RUNNING)
                .map(change -> Duration.between(change.at(), next))
                .max(Comparator.naturalOrder())
                .map(ran -> ran.compareTo(PEACE) >= 0)
                .orElse(true);
    }

    Instant from() {
        return failures.get(0).at();
    }

    Instant until() {
        return failures.get(failures.size() - 1).at();
    }

    /** The failure that began it: the first, unless that is a consequence and a cause was told right beside it. */
    Failure first() {
        Instant together = from().plus(TOGETHER);
        return failures.stream()
                .filter(failure -> !failure.at().isAfter(together) && !failure.isConsequence())
                .findFirst()
                .orElse(failures.get(0));
    }

    /** Failures that are told together count once. */
    int count() {
        int count = 0;
        Instant last = Instant.MIN;
        for (Failure failure : failures) {
            if (failure.at().isAfter(last)) {
                count++;
                last = failure.at().plus(TOGETHER);
            }
        }
        return count;
    }

    /** Later failures with another cause than the first, one of each cause. */
    List<Failure> others() {
        Failure first = first();
        List<Failure> others = new ArrayList<>();
        for (Failure failure : failures) {
            if (!failure.isLike(first) && others.stream().noneMatch(failure::isLike)) {
                others.add(failure);
            }
        }
        return others;
    }
}
