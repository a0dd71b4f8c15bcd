package io.weir.rules.promql;

import io.weir.rules.promql.Expr.Matching;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over PromQL's grammar. See <a
 * href="https://prometheus.io/docs/prometheus/2.42/querying/operators/">operators</a>.
 */
final class Parser {
    /** Deeper nesting is refused before it can exhaust the thread's stack. */
    private static final int MAX_DEPTH = 100;

    /** A chain of operators is as deep as it is long, and is evaluated by recursion. */
    private static final int MAX_OPERATORS = 500;

    private static final int MAX_LENGTH = 64 << 10;

    private final TokenStream tokens;
    private final Selectors selectors;
    private final TypeCheck types;
    private int depth;
    private int operators;

    private Parser(SourceText source) {
        this.tokens = new TokenStream(source);
        this.selectors = new Selectors(tokens);
        this.types = new TypeCheck(source);
    }

    /**
     * Parses and type-checks a query.
     *
     * @throws QueryException BAD_DATA, saying where the fault is
     */
    static Expr parse(String query) {
        SourceText source = new SourceText(query);
        if (query.length() > MAX_LENGTH) {
            throw source.parseError(0, "the query is longer than " + MAX_LENGTH + " characters");
        }
        Parser parser = new Parser(source);
        if (parser.tokens.peek().kind() == Token.Kind.END) {
            throw source.parseError(0, "no expression found in input");
        }
        Expr expr = parser.expression(1);
        parser.tokens.expectEnd();
        return expr;
    }

    /** An expression of operators that bind at least as tightly as {@code leastPrecedence}. */
    private Expr expression(int leastPrecedence) {
        Expr left = unary();
        while (true) {
            Token token = tokens.peek();
            Operator operator = Operator.of(token);
            if (operator == null || operator.precedence() < leastPrecedence) {
                return left;
            }
            if (++operators > MAX_OPERATORS) {
                throw tokens.source().parseError(token.position(), "more than " + MAX_OPERATORS + " operators");
            }
            tokens.take();
            boolean bool = tokens.takeWord("bool");
            Matching matching = matching();
            int next = operator.isRightAssociative() ? operator.precedence() : operator.precedence() + 1;
            Expr right = expression(next);
            left = types.binary(token.position(), operator, left, right, bool, matching);
        }
    }

    private Expr unary() {
        if (++depth > MAX_DEPTH) {
            throw tokens.source().parseError(tokens.peek().position(), "nested deeper than " + MAX_DEPTH + " levels");
        }
        try {
            Token token = tokens.peek();
            if (!token.is("-") && !token.is("+")) {
                return postfix(primary());
            }
            tokens.take();
            Expr operand = expression(Operator.UNARY_PRECEDENCE + 1);
            types.sign(token.position(), operand);
            boolean minus = token.is("-");
            return operand instanceof Expr.NumberLiteral number
                    ? new Expr.NumberLiteral(token.position(), minus ? -number.value() : number.value())
                    : new Expr.Unary(token.position(), minus, operand);
        } finally {
            depth--;
        }
    }

    /** What may follow any expression: a range, an offset, an @. */
    private Expr postfix(Expr primary) {
        Expr expr = primary;
        while (true) {
            Token token = tokens.peek();
            if (token.is("[")) {
                expr = selectors.range(expr);
            } else if (token.isWord("offset")) {
                expr = selectors.offset(expr);
            } else if (token.is("@")) {
                expr = selectors.anchor(expr);
            } else {
                return expr;
            }
        }
    }

    private Expr primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> new Expr.NumberLiteral(token.position(), Literals.number(tokens.source(), tokens.take()));
            case STRING ->
                new Expr.StringLiteral(token.position(), tokens.take().text());
            case WORD -> word(token);
            case SYMBOL -> symbol(token);
            case DURATION, END -> throw tokens.unexpected(token, "an expression");
        };
    }

    private Expr symbol(Token token) {
        if (token.is("{")) {
            return selectors.vector(null, token.position());
        }
        if (!token.is("(")) {
            throw tokens.unexpected(token, "an expression");
        }
        tokens.take();
        Expr inner = expression(1);
        tokens.expect(")");
        return new Expr.Parentheses(token.position(), inner);
    }

    private Expr word(Token token) {
        tokens.take();
        boolean called = tokens.peek().is("(");
        boolean grouped = tokens.peek().isWord("by") || tokens.peek().isWord("without");
        Aggregator aggregator = Aggregator.of(token.text());
        if (called || grouped) {
            if (aggregator != null) {
                return aggregation(token, aggregator);
            }
        }
        if (called) {
            return call(token);
        }
        if (token.isWord("inf") || token.isWord("nan")) {
            return new Expr.NumberLiteral(
                    token.position(), token.isWord("inf") ? Double.POSITIVE_INFINITY : Double.NaN);
        }
        return selectors.vector(token.text(), token.position());
    }

    private Expr call(Token name) {
        Function function = Function.of(name.text());
        if (function == null) {
            throw tokens.source()
                    .parseError(
                            name.position(),
                            "unknown function with name \"" + name.text() + "\"" + Function.nearest(name.text()));
        }
        List<Expr> arguments = arguments();
        return types.call(name.position(), function, arguments);
    }

    private Expr aggregation(Token name, Aggregator aggregator) {
        Grouping grouping = grouping();
        List<Expr> arguments = arguments();
        if (grouping == null) {
            grouping = grouping();
        }
        boolean without = grouping != null && grouping.without();
        List<String> labels = grouping == null ? List.of() : grouping.labels();
        return types.aggregation(name.position(), aggregator, arguments, without, labels);
    }

    private List<Expr> arguments() {
        List<Expr> arguments = new ArrayList<>();
        tokens.expect("(");
        while (!tokens.peek().is(")")) {
            arguments.add(expression(1));
            if (!tokens.peek().is(")")) {
                Token comma = tokens.expect(",");
                if (tokens.peek().is(")")) {
                    throw tokens.source()
                            .parseError(comma.position(), "trailing commas not allowed in function call args");
                }
            }
        }
        tokens.expect(")");
        return arguments;
    }

    private @Nullable Grouping grouping() {
        boolean without = tokens.peek().isWord("without");
        if (!without && !tokens.peek().isWord("by")) {
            return null;
        }
        tokens.take();
        return new Grouping(without, tokens.labelNames());
    }

    private record Grouping(boolean without, List<String> labels) {}

    private Matching matching() {
        boolean on = tokens.peek().isWord("on");
        if (!on && !tokens.peek().isWord("ignoring")) {
            return Matching.DEFAULT;
        }
        tokens.take();
        List<String> labels = tokens.labelNames();
        Matching.Side many = Matching.Side.NEITHER;
        List<String> include = List.of();
        if (tokens.peek().isWord("group_left") || tokens.peek().isWord("group_right")) {
            many = tokens.take().isWord("group_left") ? Matching.Side.LEFT : Matching.Side.RIGHT;
            if (tokens.peek().is("(")) {
                include = tokens.labelNames();
            }
        }
        return new Matching(many, on, labels, include);
    }
}
