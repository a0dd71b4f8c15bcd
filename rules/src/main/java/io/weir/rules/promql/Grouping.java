package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Aggregations over the elements of a vector. */
final class Grouping {
    private static final double LEAST_OVERFLOW = 0x1p63;

    private final Grid grid;

    Grouping(Grid grid) {
        this.grid = grid;
    }

    List<Column> apply(Expr.Aggregation aggregation, List<Column> columns, double[] parameter) {
        Map<Labels, List<Column>> groups = new LinkedHashMap<>();
        for (Column column : columns) {
            groups.computeIfAbsent(key(aggregation, column.labels()), key -> new ArrayList<>())
                    .add(column);
        }
        List<Column> result = new ArrayList<>();
        groups.forEach((labels, group) -> {
            switch (aggregation.aggregator()) {
                case TOPK -> result.addAll(extremes(group, parameter, true));
                case BOTTOMK -> result.addAll(extremes(group, parameter, false));
                default -> result.add(folded(aggregation.aggregator(), labels, group, parameter));
            }
        });
        return result;
    }

    static Labels key(Expr.Aggregation aggregation, Labels labels) {
        if (!aggregation.without()) {
            return labels.only(aggregation.labels());
        }
        Set<String> dropped = new HashSet<>(aggregation.labels());
        dropped.add(Labels.NAME);
        return labels.without(dropped);
    }

    private Column folded(Aggregator aggregator, Labels labels, List<Column> group, double[] parameter) {
        Column result = Column.empty(labels, grid.count());
        double[] present = new double[group.size()];
        for (int i = 0; i < grid.count(); i++) {
            int n = 0;
            for (Column column : group) {
                if (column.has(i)) {
                    present[n++] = column.values()[i];
                }
            }
            if (n > 0) {
                double q = parameter.length == 0 ? 0 : parameter[i];
                result.values()[i] = fold(aggregator, present, n, q);
            }
        }
        return result;
    }

    private static double fold(Aggregator aggregator, double[] values, int n, double q) {
        return switch (aggregator) {
            case SUM -> sum(values, n);
            case AVG -> mean(values, n);
            case MIN -> extreme(values, n, false);
            case MAX -> extreme(values, n, true);
            case COUNT -> n;
            case GROUP -> 1;
            case STDVAR -> variance(values, n);
            case STDDEV -> Math.sqrt(variance(values, n));
            case QUANTILE -> Quantiles.of(q, Arrays.copyOf(values, n));
            case TOPK, BOTTOMK, COUNT_VALUES -> throw new IllegalStateException(aggregator + " does not fold");
        };
    }

    private static double sum(double[] values, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static double mean(double[] values, int n) {
        double mean = values[0];
        for (int i = 1; i < n; i++) {
            mean = Means.next(mean, values[i], i + 1);
        }
        return mean;
    }

    private static double extreme(double[] values, int n, boolean greatest) {
        double extreme = values[0];
        for (int i = 1; i < n; i++) {
            boolean better = greatest ? values[i] > extreme : values[i] < extreme;
            if (better || Double.isNaN(extreme)) {
                extreme = values[i];
            }
        }
        return extreme;
    }

    private static double variance(double[] values, int n) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double delta = values[i] - mean;
            mean += delta / (i + 1);
            squares += delta * (values[i] - mean);
        }
        return squares / n;
    }

    /** The k greatest or least elements at each step, with their own labels; for one step in order. */
    private List<Column> extremes(List<Column> group, double[] parameter, boolean greatest) {
        Map<Column, Column> picked = new LinkedHashMap<>();
        for (int i = 0; i < grid.count(); i++) {
            int step = i;
            if (!(Math.abs(parameter[i]) < LEAST_OVERFLOW)) {
                throw new QueryException(
                        QueryException.Type.EXECUTION,
                        "Scalar value " + GoNumber.general(parameter[i]) + " overflows int64");
            }
            Comparator<Column> ascending = Comparator.comparingDouble(column -> column.values()[step]);
            Comparator<Column> byValue = greatest ? ascending.reversed() : ascending;
            group.stream()
                    .filter(column -> column.has(step))
                    .sorted(Comparator.comparing((Column column) -> Double.isNaN(column.values()[step]))
                            .thenComparing(byValue))
                    .limit(Math.max(0, (long) parameter[i]))
                    .forEach(column -> picked.computeIfAbsent(column, key -> Column.empty(key.labels(), grid.count()))
                                    .values()[step] =
                            column.values()[step]);
        }
        return new ArrayList<>(picked.values());
    }
}
