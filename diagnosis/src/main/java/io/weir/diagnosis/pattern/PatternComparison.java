package io.weir.diagnosis.pattern;

import io.weir.diagnosis.index.Facet;
import io.weir.diagnosis.index.Facets;
import io.weir.diagnosis.index.LogQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which patterns one set of records has that another has not, or far more or less of. Sets of other lengths and numbers of processes are
 * compared by what a process writes in a time: so one TaskManager stands beside all of its peers.
 *
 * @param changes the surest first
 * @param partial why not everything was counted, or null when it was
 */
public record PatternComparison(
        List<Change> changes, @Nullable String partial) {
    /** Of each side, at most. */
    public static final int MOST_PATTERNS = 1_000;

    /** Fewer times more or less are no change. */
    private static final double LEAST_RATIO = 3;

    /** Lines come in bursts: a difference counts from so many standard deviations of a Poisson count on. */
    private static final double LEAST_DEVIATIONS = 4;

    public PatternComparison {
        changes = List.copyOf(changes);
    }

    /** What became of a pattern. */
    public enum Kind {
        NEW,
        VANISHED,
        MORE,
        LESS
    }

    /**
     * One pattern that differs.
     *
     * @param count in the set that is looked at
     * @param expected in it, if it were as the other one
     */
    public record Change(String id, Kind kind, long count, double expected) {
        private double surprise() {
            return Math.abs(count - expected) / Math.sqrt(Math.max(1, Math.max(count, expected)));
        }
    }

    /** Counts of one of the two sets. */
    public record Side(Facets facets, Duration length) {
        /** The counts of a query's hits. */
        public static Side of(LogQuery query, Facets facets) {
            return new Side(facets, Duration.between(query.from(), query.to()));
        }

        private Map<String, Long> counts() {
            Map<String, Long> counts = new HashMap<>();
            for (Facet facet : facets.facets()) {
                if (facet.field() == Facet.Field.PATTERN) {
                    facet.values().forEach(each -> counts.put(each.value(), each.count()));
                }
            }
            return counts;
        }

        /** Process milliseconds, in which its records were written. */
        private double exposure() {
            int processes = facets.facets().stream()
                    .filter(facet -> facet.field() == Facet.Field.PROCESS)
                    .mapToInt(facet -> facet.values().size())
                    .sum();
            return Math.max(1, processes) * (double) Math.max(1, length.toMillis());
        }
    }

    /** Compares what is looked at with what it is held against. */
    public static PatternComparison of(Side now, Side before) {
        Map<String, Long> counts = now.counts();
        Map<String, Long> others = before.counts();
        Set<String> ids = new LinkedHashSet<>(counts.keySet());
        ids.addAll(others.keySet());
        double scale = now.exposure() / before.exposure();
        List<Change> changes = new ArrayList<>();
        for (String id : ids) {
            long count = counts.getOrDefault(id, 0L);
            Change change = change(id, count, others.getOrDefault(id, 0L) * scale);
            if (change != null) {
                changes.add(change);
            }
        }
        changes.sort(Comparator.comparing(Change::kind)
                .thenComparing(Comparator.comparingDouble(Change::surprise).reversed())
                .thenComparing(Change::id));
        String partial = now.facets.partial();
        return new PatternComparison(changes, partial == null ? before.facets.partial() : partial);
    }

    private static @Nullable Change change(String id, long count, double expected) {
        if (expected == 0) {
            return new Change(id, Kind.NEW, count, 0);
        }
        Change change = new Change(id, count > expected ? Kind.MORE : Kind.LESS, count, expected);
        // One line in a long baseline, expected 0.1 times here, has not vanished.
        if (count == 0) {
            return expected >= 1 ? new Change(id, Kind.VANISHED, 0, expected) : null;
        }
        boolean far = count >= LEAST_RATIO * expected || expected >= LEAST_RATIO * count;
        return far && change.surprise() >= LEAST_DEVIATIONS ? change : null;
    }
}
