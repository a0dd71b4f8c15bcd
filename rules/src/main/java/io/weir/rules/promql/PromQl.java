package io.weir.rules.promql;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Answers PromQL over samples, as Prometheus 2.42 would. Thread-safe. */
public final class PromQl {
    /** Prometheus takes its global evaluation interval, which is a minute unless set. */
    private static final Duration DEFAULT_RESOLUTION = Duration.ofMinutes(1);

    private final Duration resolution;
    private final SampleSource source;
    private final Limits limits;
    private final Semaphore turns;
    private final ParsedQueries parsed;

    public PromQl(SampleSource source, Limits limits) {
        this(source, limits, DEFAULT_RESOLUTION);
    }

    /** @param resolution of subqueries that name none */
    public PromQl(SampleSource source, Limits limits, Duration resolution) {
        this(source, limits, resolution, new Semaphore(limits.concurrency(), true), new ParsedQueries());
    }

    private PromQl(SampleSource source, Limits limits, Duration resolution, Semaphore turns, ParsedQueries parsed) {
        this.source = source;
        this.limits = limits;
        this.resolution = resolution;
        this.turns = turns;
        this.parsed = parsed;
    }

    /** The same over other samples: what was parsed is not parsed again, and both wait for the same turns. */
    public PromQl over(SampleSource other) {
        return other == source ? this : new PromQl(other, limits, resolution, turns, parsed);
    }

    /**
     * Checks an expression without evaluating it.
     *
     * @throws QueryException BAD_DATA, saying where the fault is
     */
    public static void check(String expression) {
        Parser.parse(expression);
    }

    /**
     * An expression as Prometheus writes it, on one line.
     *
     * @throws QueryException BAD_DATA, saying where the fault is
     */
    public static String canonical(String expression) {
        return Printer.line(Parser.parse(expression));
    }

    /**
     * An expression laid out for reading.
     *
     * @throws QueryException BAD_DATA, saying where the fault is
     */
    public static String pretty(String expression) {
        return Printer.pretty(Parser.parse(expression), 0);
    }

    /**
     * The matchers of a selector such as {@code up{job="x"}}.
     *
     * @throws QueryException BAD_DATA when it is no selector of an instant vector
     */
    public static List<LabelMatcher> selector(String text) {
        if (Parser.parse(text) instanceof Expr.VectorSelector vector
                && vector.shift().equals(Shift.NONE)) {
            return vector.matchers();
        }
        throw new QueryException(
                QueryException.Type.BAD_DATA, "\"" + text + "\" is no selector; write one such as up{job=\"x\"}");
    }

    /**
     * Answers an instant query. A selector with a range gives a matrix.
     *
     * @throws QueryException when it cannot
     */
    public QueryResult query(String expression, Instant at) {
        return query(expression, at, limits.deadline());
    }

    /**
     * Answers an instant query within a time, which cannot be longer than the limit's.
     *
     * @throws QueryException when it cannot
     */
    public QueryResult query(String expression, Instant at, Duration deadline) {
        Expr expr = parsed.get(expression);
        Grid grid = new Grid(at.toEpochMilli(), 1, 1);
        return inTurn(deadline, budget -> instant(expr, grid, reader(grid, at, at, budget)));
    }

    private Reader reader(Grid grid, Instant start, Instant end, Budget budget) {
        Shift.Bounds query = new Shift.Bounds(start.toEpochMilli(), end.toEpochMilli());
        return new Reader(source, grid, query, resolution, budget);
    }

    private static QueryResult instant(Expr expr, Grid grid, Reader reader) {
        if (expr instanceof Expr.MatrixSelector matrix) {
            return new QueryResult.Matrix(reader.range(matrix));
        }
        Value value = new Evaluator(reader).evaluate(expr);
        if (value instanceof Value.Scalars scalars) {
            return new QueryResult.Scalar(new Sample(grid.startMs(), scalars.values()[0]));
        }
        if (value instanceof Value.Text text) {
            return new QueryResult.Text(grid.startMs(), text.value());
        }
        List<QueryResult.Element> elements = new ArrayList<>();
        for (Column column : ((Value.Vectors) value).columns()) {
            if (column.has(0)) {
                elements.add(new QueryResult.Element(column.labels(), new Sample(grid.startMs(), column.values()[0])));
            }
        }
        return new QueryResult.InstantVector(elements);
    }

    /**
     * Answers a range query: one value each {@code step} from {@code start} to {@code end}, both included.
     *
     * @throws QueryException when it cannot
     */
    public QueryResult.Matrix queryRange(String expression, Instant start, Instant end, Duration step) {
        return queryRange(expression, start, end, step, limits.deadline());
    }

    /**
     * Answers a range query within a time, which cannot be longer than the limit's.
     *
     * @throws QueryException when it cannot
     */
    public QueryResult.Matrix queryRange(
            String expression, Instant start, Instant end, Duration step, Duration deadline) {
        Grid grid = grid(start, end, step);
        Expr expr = parsed.get(expression);
        if (expr.type() == ValueType.MATRIX || expr.type() == ValueType.STRING) {
            throw badData("invalid expression type \"" + expr.type().words()
                    + "\" for range query, must be Scalar or instant Vector");
        }
        return inTurn(deadline, budget -> range(expr, grid, reader(grid, start, end, budget)));
    }

    private static QueryResult.Matrix range(Expr expr, Grid grid, Reader reader) {
        Value value = new Evaluator(reader).evaluate(expr);
        List<Column> columns = value instanceof Value.Scalars scalars
                ? List.of(new Column(Labels.EMPTY, scalars.values()))
                : ((Value.Vectors) value).columns();
        return new QueryResult.Matrix(columns.stream()
                .filter(Column::hasAny)
                .sorted(Comparator.comparing(Column::labels))
                .map(column -> column.series(grid))
                .toList());
    }

    private Grid grid(Instant start, Instant end, Duration step) {
        if (end.isBefore(start)) {
            throw badData("end timestamp must not be before start time");
        }
        long stepMs = step.toMillis();
        if (stepMs <= 0) {
            throw badData("zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        long points = (end.toEpochMilli() - start.toEpochMilli()) / stepMs + 1;
        if (points > limits.points()) {
            throw badData("exceeded maximum resolution of " + limits.points()
                    + " points per timeseries. Try decreasing the query resolution (?step=XX)");
        }
        return new Grid(start.toEpochMilli(), stepMs, (int) points);
    }

    /** Waits for one of the few places, so that many queries at once cannot exhaust the heap. */
    private <T> T inTurn(Duration asked, Function<Budget, T> evaluation) {
        Duration deadline = asked.compareTo(limits.deadline()) < 0 ? asked : limits.deadline();
        Budget budget = new Budget(limits, deadline, System::nanoTime);
        try {
            if (!turns.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new QueryException(
                        QueryException.Type.TIMEOUT,
                        "query timed out in the queue: " + limits.concurrency() + " queries run already");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(QueryException.Type.CANCELED, "query was canceled in the queue");
        }
        try {
            return evaluation.apply(budget);
        } finally {
            turns.release();
        }
    }

    private static QueryException badData(String message) {
        return new QueryException(QueryException.Type.BAD_DATA, message);
    }
}
