package io.weir.rules.promql;

import java.util.Optional;

/**
 * The number that an alert's expression compares with, as in {@code rate(x[5m]) > 0.5}: the comparison at the top, or the first one of
 * what {@code and}, {@code or} and {@code unless} join.
 */
public final class Threshold {
    private final Expr whole;
    private final Expr.Binary comparison;
    private final boolean right;

    private Threshold(Expr whole, Expr.Binary comparison, boolean right) {
        this.whole = whole;
        this.comparison = comparison;
        this.right = right;
    }

    /**
     * Finds it; nothing when the expression compares with no plain number.
     *
     * @throws QueryException BAD_DATA, saying where the fault is
     */
    public static Optional<Threshold> of(String expression) {
        Expr whole = Parser.parse(expression);
        Expr at = whole.bare();
        while (at instanceof Expr.Binary binary && binary.operator().isSet()) {
            at = binary.left().bare();
        }
        if (at instanceof Expr.Binary binary && binary.operator().isComparison() && !binary.bool()) {
            boolean right = isNumber(binary.right());
            if (right != isNumber(binary.left())) {
                return Optional.of(new Threshold(whole, binary, right));
            }
        }
        return Optional.empty();
    }

    private static boolean isNumber(Expr expr) {
        Expr bare = expr.bare();
        return bare instanceof Expr.NumberLiteral
                || bare instanceof Expr.Unary unary && unary.operand().bare() instanceof Expr.NumberLiteral;
    }

    private static double number(Expr expr) {
        Expr bare = expr.bare();
        if (bare instanceof Expr.Unary unary) {
            double value = number(unary.operand());
            return unary.minus() ? -value : value;
        }
        return ((Expr.NumberLiteral) bare).value();
    }

    /** The number. */
    public double value() {
        return number(right ? comparison.right() : comparison.left());
    }

    /** What is compared with it. */
    public String compared() {
        return Printer.line(right ? comparison.left() : comparison.right());
    }

    /** True when what is greater than the number fires. */
    public boolean isUpper() {
        boolean greater =
                comparison.operator() == Operator.GREATER || comparison.operator() == Operator.GREATER_OR_EQUAL;
        return right == greater;
    }

    /** The expression with another number. */
    public String with(double value) {
        Expr number = new Expr.NumberLiteral(comparison.position(), value);
        Expr.Binary changed = new Expr.Binary(
                comparison.position(),
                comparison.operator(),
                right ? comparison.left() : number,
                right ? number : comparison.right(),
                false,
                comparison.matching());
        return Printer.line(replaced(whole, changed));
    }

    private Expr replaced(Expr expr, Expr changed) {
        if (expr == comparison) {
            return changed;
        }
        if (expr instanceof Expr.Parentheses parentheses) {
            return new Expr.Parentheses(parentheses.position(), replaced(parentheses.inner(), changed));
        }
        Expr.Binary set = (Expr.Binary) expr;
        return new Expr.Binary(
                set.position(), set.operator(), replaced(set.left(), changed), set.right(), set.bool(), set.matching());
    }
}
