package io.weir.rules.promql;

import io.weir.collector.metric.LabelMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed and type-checked query. Immutable. Positions are offsets in the query's text. */
sealed interface Expr {
    int position();

    ValueType type();

    record NumberLiteral(int position, double value) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.SCALAR;
        }
    }

    record StringLiteral(int position, String value) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.STRING;
        }
    }

    /** An expression in parentheses, kept so that a query can be written back as it was. */
    record Parentheses(int position, Expr inner) implements Expr {
        @Override
        public ValueType type() {
            return inner.type();
        }
    }

    /** This expression without the parentheses around it. */
    default Expr bare() {
        Expr expr = this;
        while (expr instanceof Parentheses parentheses) {
            expr = parentheses.inner();
        }
        return expr;
    }

    /**
     * {@code name{label="value"} @ end() offset 5m}.
     *
     * @param name as written before the braces; it is among the matchers too
     */
    record VectorSelector(int position, @Nullable String name, List<LabelMatcher> matchers, Shift shift)
            implements Expr {
        public VectorSelector {
            matchers = List.copyOf(matchers);
        }

        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    /** {@code selector[5m]}. */
    record MatrixSelector(int position, VectorSelector vector, long rangeMs) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    /**
     * {@code expression[1h:1m]}.
     *
     * @param stepMs null for the default resolution
     */
    record Subquery(
            int position,
            Expr inner,
            long rangeMs,
            @Nullable Long stepMs,
            Shift shift) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    record Call(int position, Function function, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ValueType type() {
            return function.returns();
        }
    }

    /** A sign before an operand. */
    record Unary(int position, boolean minus, Expr operand) implements Expr {
        @Override
        public ValueType type() {
            return operand.type();
        }
    }

    /**
     * Two operands.
     *
     * @param bool the {@code bool} modifier: a comparison gives 0 or 1 and filters nothing
     */
    record Binary(int position, Operator operator, Expr left, Expr right, boolean bool, Matching matching)
            implements Expr {
        @Override
        public ValueType type() {
            return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
                    ? ValueType.SCALAR
                    : ValueType.VECTOR;
        }
    }

    /**
     * Which elements of two vectors belong together.
     *
     * @param on true: by {@code labels} alone; false: by all but those
     * @param include the labels that {@code group_left} or {@code group_right} copies from the one side
     */
    record Matching(Side many, boolean on, List<String> labels, List<String> include) {
        static final Matching DEFAULT = new Matching(Side.NEITHER, false, List.of(), List.of());

        public Matching {
            labels = List.copyOf(labels);
            include = List.copyOf(include);
        }

        /** Which side may have several elements for one of the other. */
        enum Side {
            NEITHER,
            LEFT,
            RIGHT
        }
    }

    record Aggregation(
            int position,
            Aggregator aggregator,
            Expr operand,
            @Nullable Expr parameter,
            boolean without,
            List<String> labels)
            implements Expr {
        public Aggregation {
            labels = List.copyOf(labels);
        }

        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }
}
