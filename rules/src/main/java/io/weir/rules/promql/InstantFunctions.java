package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of an instant vector. */
final class InstantFunctions {
    private final Grid grid;

    InstantFunctions(Grid grid) {
        this.grid = grid;
    }

    Value apply(Function function, List<Value> arguments) {
        return switch (function) {
            case ROUND -> round(arguments);
            case CLAMP -> clamp(columns(arguments.get(0)), scalars(arguments.get(1)), scalars(arguments.get(2)));
            case CLAMP_MIN ->
                clamp(columns(arguments.get(0)), scalars(arguments.get(1)), all(Double.POSITIVE_INFINITY));
            case CLAMP_MAX ->
                clamp(columns(arguments.get(0)), all(Double.NEGATIVE_INFINITY), scalars(arguments.get(1)));
            case SCALAR_OF -> scalar(columns(arguments.get(0)));
            case SORT -> sorted(columns(arguments.get(0)), false);
            case SORT_DESC -> sorted(columns(arguments.get(0)), true);
            case LABEL_REPLACE ->
                LabelReplacement.apply(
                        columns(arguments.get(0)),
                        text(arguments.get(1)),
                        text(arguments.get(2)),
                        text(arguments.get(3)),
                        text(arguments.get(4)));
            case HISTOGRAM_QUANTILE -> histogramQuantile(scalars(arguments.get(0)), columns(arguments.get(1)));
            case LABEL_JOIN ->
                LabelReplacement.join(
                        columns(arguments.get(0)),
                        text(arguments.get(1)),
                        text(arguments.get(2)),
                        arguments.subList(3, arguments.size()).stream()
                                .map(InstantFunctions::text)
                                .toList());
            default -> each(arguments, NumberFunctions.of(function));
        };
    }

    /** The step's own time for each element, which is what {@code timestamp()} of a computed vector gives. */
    List<Column> stepTimes(List<Column> columns) {
        List<Column> times = new ArrayList<>();
        for (Column column : columns) {
            Column time = Column.empty(column.labels(), grid.count());
            for (int i = 0; i < grid.count(); i++) {
                if (column.has(i)) {
                    time.values()[i] = grid.at(i) / 1000.0;
                }
            }
            times.add(time);
        }
        return Column.relabel(times, Labels::withoutName);
    }

    private static Value each(List<Value> arguments, DoubleUnaryOperator operator) {
        List<Column> mapped = columns(arguments.get(0)).stream()
                .map(column -> column.map(column.labels(), operator))
                .toList();
        return new Value.Vectors(Column.relabel(mapped, Labels::withoutName));
    }

    private Value round(List<Value> arguments) {
        double[] to = arguments.size() == 1 ? all(1) : scalars(arguments.get(1));
        List<Column> rounded = new ArrayList<>();
        for (Column column : columns(arguments.get(0))) {
            Column result = Column.empty(column.labels(), grid.count());
            for (int i = 0; i < grid.count(); i++) {
                if (column.has(i)) {
                    // Multiplied by the inverse as Prometheus does, so that both round 0.1s the same way.
                    double inverse = 1 / to[i];
                    result.values()[i] = Math.floor(column.values()[i] * inverse + 0.5) / inverse;
                }
            }
            rounded.add(result);
        }
        return new Value.Vectors(Column.relabel(rounded, Labels::withoutName));
    }

    private Value clamp(List<Column> columns, double[] least, double[] most) {
        List<Column> clamped = new ArrayList<>();
        for (Column column : columns) {
            Column result = Column.empty(column.labels(), grid.count());
            for (int i = 0; i < grid.count(); i++) {
                if (column.has(i) && !(most[i] < least[i])) {
                    result.values()[i] = Math.max(least[i], Math.min(most[i], column.values()[i]));
                }
            }
            clamped.add(result);
        }
        return new Value.Vectors(Column.relabel(clamped, Labels::withoutName));
    }

    private Value scalar(List<Column> columns) {
        double[] values = all(Double.NaN);
        for (int i = 0; i < grid.count(); i++) {
            int found = 0;
            for (Column column : columns) {
                if (column.has(i)) {
                    found++;
                    values[i] = found == 1 ? column.values()[i] : Double.NaN;
                }
            }
        }
        return new Value.Scalars(values);
    }

    /** Sorting means something only for an instant query; NaN comes last either way. */
    private static Value sorted(List<Column> columns, boolean descending) {
        Comparator<Double> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        List<Column> sorted = new ArrayList<>(columns);
        if (!columns.isEmpty() && columns.get(0).values().length == 1) {
            sorted.sort(Comparator.comparing((Column column) -> Double.isNaN(column.values()[0]))
                    .thenComparing(column -> column.values()[0], order));
        }
        return new Value.Vectors(sorted);
    }

    private Value histogramQuantile(double[] q, List<Column> columns) {
        Map<Labels, List<Column>> groups = new LinkedHashMap<>();
        for (Column column : columns) {
            if (bound(column) != null) {
                groups.computeIfAbsent(column.labels().with("le", ""), key -> new ArrayList<>())
                        .add(column);
            }
        }
        List<Column> result = new ArrayList<>();
        groups.forEach((labels, buckets) -> {
            Column quantile = Column.empty(labels, grid.count());
            for (int i = 0; i < grid.count(); i++) {
                List<Quantiles.Bucket> present = new ArrayList<>();
                for (Column bucket : buckets) {
                    Double bound = bound(bucket);
                    if (bound != null && bucket.has(i)) {
                        present.add(new Quantiles.Bucket(bound, bucket.values()[i]));
                    }
                }
                if (!present.isEmpty()) {
                    quantile.values()[i] = Quantiles.ofHistogram(q[i], present);
                }
            }
            result.add(quantile);
        });
        return new Value.Vectors(Column.relabel(result, Labels::withoutName));
    }

    private static @Nullable Double bound(Column column) {
        String le = column.labels().get("le");
        try {
            return le.equals("+Inf") ? Double.valueOf(Double.POSITIVE_INFINITY) : Double.valueOf(le);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private double[] all(double value) {
        double[] values = new double[grid.count()];
        Arrays.fill(values, value);
        return values;
    }

    private static List<Column> columns(Value value) {
        return ((Value.Vectors) value).columns();
    }

    private static double[] scalars(Value value) {
        return ((Value.Scalars) value).values();
    }

    private static String text(Value value) {
        return ((Value.Text) value).value();
    }
}
