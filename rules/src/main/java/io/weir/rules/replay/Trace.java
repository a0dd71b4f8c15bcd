package io.weir.rules.replay;

import io.weir.collector.history.HistoryException;
import io.weir.rules.event.Subject;
import io.weir.rules.promql.QueryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a threshold is compared with, thinned out: of each stretch of time the least and the greatest number stay. */
final class Trace {
    private static final int STRETCHES = 240;
    private static final int MOST_SUBJECTS = 20;
    private static final int MOST_FOLLOWED = 200;
    private static final int MOST_VALUES = 20_000;

    private final long fromMs;
    private final long stretchMs;
    private final Map<String, Map<Long, Extremes>> subjects = new LinkedHashMap<>();
    private final TreeSet<Double> values = new TreeSet<>();
    private int beyond;

    private static final class Extremes {
        ReplayReport.Measured.Point least;
        ReplayReport.Measured.Point greatest;

        Extremes(ReplayReport.Measured.Point first) {
            this.least = first;
            this.greatest = first;
        }

        void add(ReplayReport.Measured.Point point) {
            if (point.value() < least.value()) {
                least = point;
            }
            if (point.value() > greatest.value()) {
                greatest = point;
            }
        }
    }

    Trace(Instant from, Instant to) {
        this.fromMs = from.toEpochMilli();
        this.stretchMs = Math.max(1, (to.toEpochMilli() - fromMs) / STRETCHES);
    }

    void add(Instant at, Replayed.Measure measure) {
        Map<Subject, Double> found;
        try {
            found = measure.look();
        } catch (QueryException | HistoryException e) {
            // The run's own evaluation fails as well and says why.
            return;
        }
        Map<String, Double> byName = new HashMap<>();
        found.forEach((subject, value) -> byName.merge(Subjects.name(subject), value, Math::max));
        byName.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                add(at, name, value);
            }
        });
    }

    private void add(Instant at, String name, double value) {
        if (values.size() < MOST_VALUES) {
            values.add(value);
        }
        if (!subjects.containsKey(name) && subjects.size() >= MOST_FOLLOWED) {
            beyond++;
            return;
        }
        ReplayReport.Measured.Point point = new ReplayReport.Measured.Point(at, value);
        long stretch = (at.toEpochMilli() - fromMs) / stretchMs;
        Map<Long, Extremes> stretches = subjects.computeIfAbsent(name, key -> new LinkedHashMap<>());
        Extremes extremes = stretches.get(stretch);
        if (extremes == null) {
            stretches.put(stretch, new Extremes(point));
        } else {
            extremes.add(point);
        }
    }

    /** Every number that was seen, up to some thousands. */
    List<Double> values() {
        return List.copyOf(values);
    }

    /** True when there are subjects that are not told of. */
    boolean isPart() {
        return beyond > 0 || subjects.size() > MOST_SUBJECTS;
    }

    /** The subjects that moved most, each with its extremes in order of time. */
    List<ReplayReport.Measured> measured() {
        List<ReplayReport.Measured> all = new ArrayList<>();
        subjects.forEach((name, stretches) -> {
            List<ReplayReport.Measured.Point> points = new ArrayList<>();
            stretches.values().forEach(extremes -> {
                boolean leastFirst = extremes.least.at().isBefore(extremes.greatest.at());
                points.add(leastFirst ? extremes.least : extremes.greatest);
                if (!extremes.least.at().equals(extremes.greatest.at())) {
                    points.add(leastFirst ? extremes.greatest : extremes.least);
                }
            });
            all.add(new ReplayReport.Measured(name, points));
        });
        all.sort(Comparator.comparingDouble(Trace::spread).reversed());
        return List.copyOf(all.subList(0, Math.min(MOST_SUBJECTS, all.size())));
    }

    private static double spread(ReplayReport.Measured measured) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (ReplayReport.Measured.Point point : measured.points()) {
            least = Math.min(least, point.value());
            greatest = Math.max(greatest, point.value());
        }
        return greatest - least;
    }
}
