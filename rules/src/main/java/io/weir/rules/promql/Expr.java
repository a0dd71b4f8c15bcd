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

    /** {@code name{label="value"} offset 5m}. */
    record VectorSelector(int position, List<LabelMatcher> matchers, long offsetMs) implements Expr {
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

    record Call(int position, Function function, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ValueType type() {
            return function.returns();
        }
    }

    /** Unary minus. */
    record Negation(int position, Expr operand) implements Expr {
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
