package io.weir.rules.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of a function over a range with a number, such as {@code rate(x[5m]) > 10}, which most alerting rules are. It is known before
 * the function is computed, so series that it does not let through need no labels.
 */
record Filter(Expr.Call call, Operator operator, double number, boolean numberIsLeft) {
    /** The filter that an expression is, or null when it is none. Several steps are computed column by column instead. */
    static @Nullable Filter of(Expr.Binary binary, Grid grid) {
        if (grid.count() != 1 || !binary.operator().isComparison() || binary.bool()) {
            return null;
        }
        Expr left = binary.left().bare();
        Expr right = binary.right().bare();
        if (left instanceof Expr.Call call && right instanceof Expr.NumberLiteral number && isOverOneMetric(call)) {
            return new Filter(call, binary.operator(), number.value(), false);
        }
        if (right instanceof Expr.Call call && left instanceof Expr.NumberLiteral number && isOverOneMetric(call)) {
            return new Filter(call, binary.operator(), number.value(), true);
        }
        return null;
    }

    /** Where two metrics could become the same without their names, that must be found out before the comparison. */
    private static boolean isOverOneMetric(Expr.Call call) {
        List<Expr> arguments = call.arguments();
        return call.function().overRange()
                && call.function() != Function.ABSENT_OVER_TIME
                && arguments.stream().map(Expr::bare).anyMatch(OverRange::namesOneMetric);
    }

    boolean keeps(double value) {
        return (numberIsLeft ? operator.apply(number, value) : operator.apply(value, number)) == 1;
    }
}
