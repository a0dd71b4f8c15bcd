package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import io.weir.rules.promql.Expr.Matching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A binary operation of two vectors. See <a
 * href="https://prometheus.io/docs/prometheus/2.42/querying/operators/#vector-matching">vector matching</a>.
 */
final class VectorMatching {
    private final Budget budget;

    VectorMatching(Budget budget) {
        this.budget = budget;
    }

    List<Column> apply(Expr.Binary binary, List<Column> left, List<Column> right) {
        Matching matching = binary.matching();
        if (binary.operator().isSet()) {
            return SetOperation.apply(binary.operator(), matching, left, right);
        }
        boolean swapped = matching.many() == Matching.Side.RIGHT;
        return new Join(binary, swapped).of(swapped ? right : left, swapped ? left : right);
    }

    /** What elements must have in common to match. */
    static Labels signature(Labels labels, Matching matching) {
        if (matching.on()) {
            return labels.only(matching.labels());
        }
        return labels.withoutName().without(matching.labels());
    }

    static Map<Labels, List<Column>> bySignature(List<Column> columns, Matching matching) {
        Map<Labels, List<Column>> groups = new LinkedHashMap<>();
        for (Column column : columns) {
            groups.computeIfAbsent(signature(column.labels(), matching), key -> new ArrayList<>())
                    .add(column);
        }
        return groups;
    }

    /** One operation; {@code many} is the left side unless {@code swapped}. */
    private final class Join {
        private final Expr.Binary binary;
        private final boolean swapped;
        private final Map<Labels, Column> results = new LinkedHashMap<>();

        Join(Expr.Binary binary, boolean swapped) {
            this.binary = binary;
            this.swapped = swapped;
        }

        List<Column> of(List<Column> many, List<Column> one) {
            if (many.isEmpty() || one.isEmpty()) {
                return List.of();
            }
            int steps = many.get(0).values().length;
            Map<Labels, List<Column>> ones = bySignature(one, binary.matching());
            checkUnique(many, ones, steps);
            Map<Labels, boolean[]> taken = new HashMap<>();
            Map<Labels, List<Set<Labels>>> groupResults = new HashMap<>();
            for (Column column : many) {
                Labels signature = signature(column.labels(), binary.matching());
                for (Column partner : ones.getOrDefault(signature, List.of())) {
                    budget.spend(steps);
                    if (binary.matching().many() == Matching.Side.NEITHER) {
                        oneToOne(column, partner, taken.computeIfAbsent(signature, key -> new boolean[steps]));
                    } else {
                        manyToOne(column, partner, groupResults.computeIfAbsent(signature, key -> sets(steps)));
                    }
                }
            }
            return results.values().stream().filter(Column::hasAny).toList();
        }

        private static List<Set<Labels>> sets(int steps) {
            List<Set<Labels>> sets = new ArrayList<>(steps);
            for (int i = 0; i < steps; i++) {
                sets.add(new HashSet<>(2));
            }
            return sets;
        }

        private void oneToOne(Column column, Column partner, boolean[] taken) {
            Labels labels = resultLabels(column.labels(), partner.labels());
            for (int step = 0; step < taken.length; step++) {
                double value = valueAt(step, column, partner);
                if (!Column.isAbsent(value)) {
                    if (taken[step]) {
                        throw failure("multiple matches for labels: many-to-one matching must be explicit"
                                + " (group_left/group_right)");
                    }
                    taken[step] = true;
                    put(labels, step, taken.length, value);
                }
            }
        }

        private void manyToOne(Column column, Column partner, List<Set<Labels>> seen) {
            Labels labels = resultLabels(column.labels(), partner.labels());
            for (int step = 0; step < seen.size(); step++) {
                double value = valueAt(step, column, partner);
                if (!Column.isAbsent(value)) {
                    if (!seen.get(step).add(labels)) {
                        throw failure("multiple matches for labels: grouping labels must ensure unique matches");
                    }
                    put(labels, step, seen.size(), value);
                }
            }
        }

        private void put(Labels labels, int step, int steps, double value) {
            Column result = results.computeIfAbsent(labels, key -> Column.empty(key, steps));
            if (result.has(step)) {
                throw failure("vector cannot contain metrics with the same labelset");
            }
            result.values()[step] = value;
        }

        private double valueAt(int step, Column many, Column one) {
            if (!many.has(step) || !one.has(step)) {
                return Column.ABSENT;
            }
            double left = swapped ? one.values()[step] : many.values()[step];
            double right = swapped ? many.values()[step] : one.values()[step];
            double outcome = binary.operator().apply(left, right);
            if (!binary.operator().isComparison() || binary.bool()) {
                return outcome;
            }
            return outcome == 1 ? left : Column.ABSENT;
        }

        private Labels resultLabels(Labels many, Labels one) {
            Matching matching = binary.matching();
            Labels labels = binary.operator().dropsName() ? many.withoutName() : many;
            if (matching.many() == Matching.Side.NEITHER) {
                labels = matching.on() ? labels.only(matching.labels()) : labels.without(matching.labels());
            }
            for (String label : matching.include()) {
                labels = labels.with(label, one.get(label));
            }
            return binary.bool() ? labels.withoutName() : labels;
        }

        private void checkUnique(List<Column> many, Map<Labels, List<Column>> ones, int steps) {
            for (Map.Entry<Labels, List<Column>> group : ones.entrySet()) {
                if (group.getValue().size() > 1) {
                    checkUnique(group.getKey(), group.getValue(), many, steps);
                }
            }
        }

        private void checkUnique(Labels signature, List<Column> group, List<Column> many, int steps) {
            for (int step = 0; step < steps; step++) {
                int at = step;
                List<Column> present =
                        group.stream().filter(column -> column.has(at)).toList();
                if (present.size() > 1 && many.stream().anyMatch(column -> column.has(at))) {
                    throw failure("found duplicate series for the match group " + signature + " on the "
                            + (swapped ? "left" : "right") + " hand-side of the operation: ["
                            + present.get(1).labels() + ", " + present.get(0).labels()
                            + "];many-to-many matching not allowed: matching labels must be unique on one side");
                }
            }
        }

        private static QueryException failure(String message) {
            return new QueryException(QueryException.Type.EXECUTION, message);
        }
    }
}
