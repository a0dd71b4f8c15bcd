package io.weir.rules.route;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Times that have a name; a moment is in them when it is in one of them. */
public record TimeIntervals(String name, List<TimeInterval> intervals) {
    /** How far an end is looked for: longer than any holiday. */
    private static final Duration HORIZON = Duration.ofDays(3 * 366);

    public TimeIntervals {
        intervals = List.copyOf(intervals);
    }

    /** Whether a moment is in them. */
    public boolean contains(Instant instant) {
        return intervals.stream().anyMatch(interval -> interval.contains(instant));
    }

    /**
     * When they end, seen from a moment in them; the moment itself when it is not in them.
     *
     * @return empty when they do not end within three years
     */
    public Optional<Instant> endAfter(Instant instant) {
        return next(instant, false);
    }

    /**
     * When they begin, seen from a moment that is not in them; the moment itself when it is in them.
     *
     * @return empty when they do not begin within three years
     */
    public Optional<Instant> startAfter(Instant instant) {
        return next(instant, true);
    }

    private Optional<Instant> next(Instant from, boolean inside) {
        Instant at = from;
        Instant last = from.plus(HORIZON);
        while (contains(at) != inside) {
            Instant now = at;
            Optional<Instant> edge =
                    intervals.stream().map(interval -> interval.nextEdge(now)).min(Instant::compareTo);
            if (edge.isEmpty() || edge.get().isAfter(last)) {
                return Optional.empty();
            }
            at = edge.get();
        }
        return Optional.of(at);
    }
}
