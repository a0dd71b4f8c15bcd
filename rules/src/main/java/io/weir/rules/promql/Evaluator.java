package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates an expression at all steps of a query at once, column by column. One for each query. */
final class Evaluator {
    private final Reader reader;
    private final Grid grid;
    private final InstantFunctions functions;
    private final VectorMatching matching;
    private final Grouping grouping;

    Evaluator(Reader reader) {
        this.reader = reader;
        this.grid = reader.grid();
        this.functions = new InstantFunctions(grid);
        this.matching = new VectorMatching(reader.budget());
        this.grouping = new Grouping(grid);
    }

    Value evaluate(Expr expr) {
        Value value = valueOf(expr.bare());
        long columns =
                value instanceof Value.Vectors vectors ? vectors.columns().size() : 1;
        reader.budget().spend(columns * grid.count());
        return value;
    }

    private Value valueOf(Expr expr) {
        if (expr instanceof Expr.NumberLiteral number) {
            return constant(number.value());
        }
        if (expr instanceof Expr.StringLiteral string) {
            return new Value.Text(string.value());
        }
        if (expr instanceof Expr.VectorSelector selector) {
            return new Value.Vectors(reader.instant(selector));
        }
        if (expr instanceof Expr.Unary unary) {
            return unary.minus() ? negated(evaluate(unary.operand())) : evaluate(unary.operand());
        }
        if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        }
        if (expr instanceof Expr.Aggregation aggregation) {
            return aggregation(aggregation);
        }
        if (expr instanceof Expr.Call call) {
            return call(call);
        }
        throw new IllegalStateException("a range vector stands only within a function");
    }

    private Value.Scalars constant(double value) {
        double[] values = new double[grid.count()];
        Arrays.fill(values, value);
        return new Value.Scalars(values);
    }

    private static Value negated(Value value) {
        if (value instanceof Value.Scalars scalars) {
            return new Value.Scalars(
                    Arrays.stream(scalars.values()).map(v -> -v).toArray());
        }
        List<Column> columns = ((Value.Vectors) value)
                .columns().stream()
                        .map(column -> column.map(column.labels(), v -> -v))
                        .toList();
        return new Value.Vectors(Column.relabel(columns, Labels::withoutName));
    }

    private Value binary(Expr.Binary binary) {
        Filter filter = Filter.of(binary, grid);
        if (filter != null) {
            return filtered(filter);
        }
        Value left = evaluate(binary.left());
        Value right = evaluate(binary.right());
        if (left instanceof Value.Scalars a && right instanceof Value.Scalars b) {
            double[] values = new double[grid.count()];
            Arrays.setAll(values, i -> binary.operator().apply(a.values()[i], b.values()[i]));
            return new Value.Scalars(values);
        }
        if (left instanceof Value.Vectors vector && right instanceof Value.Scalars scalar) {
            return new Value.Vectors(ScalarOperation.apply(binary, vector.columns(), scalar.values(), false));
        }
        if (left instanceof Value.Scalars scalar && right instanceof Value.Vectors vector) {
            return new Value.Vectors(ScalarOperation.apply(binary, vector.columns(), scalar.values(), true));
        }
        return new Value.Vectors(
                matching.apply(binary, ((Value.Vectors) left).columns(), ((Value.Vectors) right).columns()));
    }

    private Value aggregation(Expr.Aggregation aggregation) {
        List<Column> columns = ((Value.Vectors) evaluate(aggregation.operand())).columns();
        if (aggregation.parameter() == null) {
            return new Value.Vectors(grouping.apply(aggregation, columns, new double[0]));
        }
        Value parameter = evaluate(aggregation.parameter());
        return new Value.Vectors(
                parameter instanceof Value.Text label
                        ? ValueCounts.of(aggregation, columns, label.value(), reader)
                        : grouping.apply(aggregation, columns, scalars(parameter)));
    }

    private static double[] scalars(Value value) {
        return ((Value.Scalars) value).values();
    }

    private Value call(Expr.Call call) {
        List<Expr> arguments = call.arguments().stream().map(Expr::bare).toList();
        return switch (call.function()) {
            case TIME -> time();
            case PI -> constant(Math.PI);
            case VECTOR_OF -> new Value.Vectors(List.of(new Column(Labels.EMPTY, scalars(evaluate(arguments.get(0))))));
            case TIMESTAMP ->
                new Value.Vectors(
                        arguments.get(0) instanceof Expr.VectorSelector selector
                                ? Column.relabel(reader.timestamps(selector), Labels::withoutName)
                                : functions.stepTimes(columns(arguments.get(0))));
            case ABSENT -> new Value.Vectors(Absence.of(arguments.get(0), columns(arguments.get(0)), grid));
            case ABSENT_OVER_TIME ->
                new Value.Vectors(Absence.of(
                        arguments.get(0), overRange(Function.PRESENT_OVER_TIME, call.function(), arguments), grid));
            case MINUTE, HOUR, DAY_OF_WEEK, DAY_OF_MONTH, DAY_OF_YEAR, DAYS_IN_MONTH, MONTH, YEAR ->
                new Value.Vectors(Calendar.apply(
                        call.function(),
                        arguments.isEmpty()
                                ? List.of(new Column(Labels.EMPTY, scalars(time())))
                                : columns(arguments.get(0))));
            case HISTOGRAM_COUNT, HISTOGRAM_SUM, HISTOGRAM_FRACTION -> throw noNativeHistograms(call.function());
            default ->
                call.function().overRange()
                        ? new Value.Vectors(overRange(call.function(), call.function(), arguments))
                        : functions.apply(
                                call.function(),
                                arguments.stream().map(this::evaluate).toList());
        };
    }

    private static QueryException noNativeHistograms(Function function) {
        return new QueryException(
                QueryException.Type.EXECUTION,
                "function " + function.word() + " is for native histograms, which Weir does not keep; for a classic"
                        + " histogram write name_count, name_sum or histogram_quantile over name_bucket");
    }

    private List<Column> columns(Expr vector) {
        return ((Value.Vectors) evaluate(vector)).columns();
    }

    private Value.Scalars time() {
        double[] seconds = new double[grid.count()];
        Arrays.setAll(seconds, i -> grid.at(i) / 1000.0);
        return new Value.Scalars(seconds);
    }

    /** A function over a range of which a comparison lets few through: what it does not let through is never made. */
    private Value filtered(Filter filter) {
        Expr.Call call = filter.call();
        List<Expr> arguments = call.arguments().stream().map(Expr::bare).toList();
        List<Column> columns = overRange(call.function(), call.function(), arguments, filter);
        reader.budget().spend(columns.size());
        return new Value.Vectors(columns);
    }

    private List<Column> overRange(Function function, Function called, List<Expr> arguments) {
        return overRange(function, called, arguments, null);
    }

    /** @param called the function as written: absent_over_time asks for present_over_time and does not mind doubles */
    private List<Column> overRange(Function function, Function called, List<Expr> arguments, @Nullable Filter filter) {
        Expr range = arguments.get(0);
        List<double[]> parameters = new ArrayList<>();
        for (Expr argument : arguments) {
            if (argument.type() == ValueType.MATRIX) {
                range = argument;
            } else {
                parameters.add(scalars(evaluate(argument)));
            }
        }
        OverRange overRange = new OverRange(reader, function, range, parameters, filter);
        return called == Function.ABSENT_OVER_TIME ? overRange.columns() : overRange.distinctColumns();
    }
}
