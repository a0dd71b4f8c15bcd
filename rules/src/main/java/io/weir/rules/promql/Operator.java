package io.weir.rules.promql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The binary operators and how tightly they bind, loosest first. */
enum Operator {
    OR("or", 1),
    AND("and", 2),
    UNLESS("unless", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    GREATER(">", 3),
    LESS("<", 3),
    GREATER_OR_EQUAL(">=", 3),
    LESS_OR_EQUAL("<=", 3),
    ADD("+", 4),
    SUBTRACT("-", 4),
    MULTIPLY("*", 5),
    DIVIDE("/", 5),
    MODULO("%", 5),
    ATAN2("atan2", 5),
    POWER("^", 6);

    /** A unary sign binds like a multiplication: {@code -2^2} is -4. */
    static final int UNARY_PRECEDENCE = MULTIPLY.precedence;

    private final String symbol;
    private final int precedence;

    Operator(String symbol, int precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    static @Nullable Operator of(Token token) {
        if (token.kind() != Token.Kind.SYMBOL && token.kind() != Token.Kind.WORD) {
            return null;
        }
        String text = token.text().toLowerCase(Locale.ROOT);
        for (Operator operator : values()) {
            if (operator.symbol.equals(text)) {
                return operator;
            }
        }
        return null;
    }

    String symbol() {
        return symbol;
    }

    int precedence() {
        return precedence;
    }

    boolean isSet() {
        return precedence <= AND.precedence;
    }

    boolean isComparison() {
        return precedence == EQUAL.precedence;
    }

    /** True where the result is no longer what the metric's name says; atan2 keeps the name, as in Prometheus 2.42. */
    boolean dropsName() {
        return precedence > EQUAL.precedence && this != ATAN2;
    }

    boolean isRightAssociative() {
        return this == POWER;
    }

    /** The result of arithmetic; for a comparison 1 or 0. */
    double apply(double left, double right) {
        return switch (this) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULO -> left % right;
            case ATAN2 -> Math.atan2(left, right);
            case POWER -> power(left, right);
            case EQUAL -> left == right ? 1 : 0;
            case NOT_EQUAL -> left != right ? 1 : 0;
            case GREATER -> left > right ? 1 : 0;
            case LESS -> left < right ? 1 : 0;
            case GREATER_OR_EQUAL -> left >= right ? 1 : 0;
            case LESS_OR_EQUAL -> left <= right ? 1 : 0;
            case OR, AND, UNLESS -> throw new IllegalStateException(symbol + " does not work on numbers");
        };
    }

    /** IEEE 754's pow as Go has it: Java differs for a base of 1 or -1. */
    private static double power(double base, double exponent) {
        if (base == 1 || base == -1 && Double.isInfinite(exponent)) {
            return 1;
        }
        return Math.pow(base, exponent);
    }
}
