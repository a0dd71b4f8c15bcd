package io.weir.rules.promql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses selectors: {@code name{label=~"a|b"}[5m] offset 1h}. */
final class Selectors {
    /** Farther times would overflow once ranges and offsets are added. */
    private static final double MOST_MILLIS = 0x1p62;

    private final TokenStream tokens;

    Selectors(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** What follows a metric name that was passed already, or a selector without a name. */
    Expr vector(@Nullable String name, int position) {
        List<LabelMatcher> matchers = new ArrayList<>();
        if (name != null) {
            matchers.add(LabelMatcher.equal(Labels.NAME, name));
        }
        if (tokens.peek().is("{")) {
            tokens.take();
            while (!tokens.peek().is("}")) {
                LabelMatcher matcher = matcher();
                if (name != null && matcher.name().equals(Labels.NAME)) {
                    throw tokens.source()
                            .parseError(
                                    position,
                                    "metric name must not be set twice: \"" + name + "\" or \"" + matcher.value()
                                            + "\"");
                }
                matchers.add(matcher);
                if (!tokens.peek().is("}")) {
                    tokens.expect(",");
                }
            }
            tokens.expect("}");
        }
        if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
            throw tokens.source().parseError(position, "vector selector must contain at least one non-empty matcher");
        }
        return new Expr.VectorSelector(position, name, matchers, Shift.NONE);
    }

    private LabelMatcher matcher() {
        Token name = tokens.expect(Token.Kind.WORD, "a label name or \"}\"");
        if (name.text().indexOf(':') >= 0) {
            throw tokens.unexpected(name, "a label name");
        }
        LabelMatcher.Kind kind = kind(tokens.take());
        Token value = tokens.expect(Token.Kind.STRING, "a string");
        if (kind == LabelMatcher.Kind.REGEX || kind == LabelMatcher.Kind.NOT_REGEX) {
            checkRegex(value);
        }
        try {
            return new LabelMatcher(kind, name.text(), value.text());
        } catch (IllegalArgumentException e) {
            throw tokens.source().parseError(value.position(), String.valueOf(e.getMessage()));
        }
    }

    /** Only what RE2 takes is let through: no look-around and no back reference, as in Prometheus. */
    private void checkRegex(Token value) {
        try {
            Pattern.compile(value.text());
        } catch (PatternSyntaxException e) {
            throw tokens.source()
                    .parseError(
                            value.position(), "bad regular expression \"" + value.text() + "\": " + e.getDescription());
        }
    }

    private LabelMatcher.Kind kind(Token operator) {
        for (LabelMatcher.Kind kind : LabelMatcher.Kind.values()) {
            if (operator.is(kind.symbol())) {
                return kind;
            }
        }
        throw tokens.unexpected(operator, "one of \"=\", \"!=\", \"=~\", \"!~\"");
    }

    /** {@code [5m]} after a selector, or {@code [1h:1m]} after any expression. */
    Expr range(Expr expr) {
        Token open = tokens.expect("[");
        Token duration = tokens.expect(Token.Kind.DURATION, "a duration such as 5m");
        long rangeMs = positive(duration);
        if (tokens.peek().is(":")) {
            tokens.take();
            Long stepMs = null;
            if (!tokens.peek().is("]")) {
                stepMs = positive(tokens.expect(Token.Kind.DURATION, "a duration such as 1m, or \"]\""));
            }
            tokens.expect("]");
            if (expr.type() != ValueType.VECTOR) {
                throw tokens.source()
                        .parseError(
                                expr.position(),
                                "subquery is only allowed on instant vector, got "
                                        + expr.type().words() + " instead");
            }
            return new Expr.Subquery(expr.position(), expr, rangeMs, stepMs, Shift.NONE);
        }
        tokens.expect("]");
        if (!(expr instanceof Expr.VectorSelector vector)) {
            throw tokens.source()
                    .parseError(
                            open.position(),
                            "ranges only allowed for vector selectors; for another expression write a subquery: ["
                                    + duration.text() + ":]");
        }
        if (vector.shift().offsetMs() != 0) {
            throw tokens.source()
                    .parseError(
                            open.position(),
                            "no offset modifiers allowed before range; write name[" + duration.text() + "] offset ...");
        }
        if (vector.shift().anchor() != null) {
            throw tokens.source()
                    .parseError(
                            open.position(),
                            "no @ modifiers allowed before range; write name[" + duration.text() + "] @ ...");
        }
        return new Expr.MatrixSelector(expr.position(), vector, rangeMs);
    }

    /** {@code offset 5m} or {@code offset -5m}. */
    Expr offset(Expr expr) {
        Token word = tokens.take();
        boolean negative = tokens.peek().is("-");
        if (negative || tokens.peek().is("+")) {
            tokens.take();
        }
        long millis = millis(tokens.expect(Token.Kind.DURATION, "a duration"));
        Shift shift = shift(expr, word, "offset modifier");
        if (shift.offsetMs() != 0) {
            throw tokens.source().parseError(word.position(), "offset may not be set multiple times");
        }
        return shifted(expr, new Shift(negative ? -millis : millis, shift.anchor()));
    }

    /** {@code @ 1609746000}, {@code @ start()} or {@code @ end()}. */
    Expr anchor(Expr expr) {
        Token at = tokens.take();
        Shift shift = shift(expr, at, "@ modifier");
        if (shift.anchor() != null) {
            throw tokens.source().parseError(at.position(), "@ <timestamp> may not be set multiple times");
        }
        return shifted(expr, new Shift(shift.offsetMs(), anchor()));
    }

    private Shift.Anchor anchor() {
        if (tokens.peek().isWord("start") || tokens.peek().isWord("end")) {
            boolean start = tokens.take().isWord("start");
            tokens.expect("(");
            tokens.expect(")");
            return new Shift.Anchor(start ? Shift.Anchor.Kind.START : Shift.Anchor.Kind.END, 0);
        }
        boolean negative = tokens.peek().is("-");
        if (negative || tokens.peek().is("+")) {
            tokens.take();
        }
        Token number = tokens.take();
        if (number.kind() != Token.Kind.NUMBER && !number.isWord("inf") && !number.isWord("nan")) {
            throw tokens.unexpected(number, "a Unix time in seconds, start() or end()");
        }
        double seconds = Literals.number(tokens.source(), number);
        double millis = Math.rint(seconds * 1000);
        if (!(Math.abs(millis) < MOST_MILLIS)) {
            throw tokens.source()
                    .parseError(
                            number.position(),
                            "timestamp out of bounds for @ modifier: " + GoNumber.general(negative ? -seconds : seconds)
                                    + "; write Unix seconds such as 1609746000");
        }
        return new Shift.Anchor(Shift.Anchor.Kind.AT, (long) (negative ? -millis : millis));
    }

    private Shift shift(Expr expr, Token word, String modifier) {
        if (expr instanceof Expr.VectorSelector vector) {
            return vector.shift();
        }
        if (expr instanceof Expr.MatrixSelector matrix) {
            return matrix.vector().shift();
        }
        if (expr instanceof Expr.Subquery subquery) {
            return subquery.shift();
        }
        throw tokens.source()
                .parseError(
                        word.position(),
                        modifier + " must be preceded by an instant vector selector or range vector selector or a"
                                + " subquery; write it right after the selector's name, matchers or range");
    }

    private static Expr shifted(Expr expr, Shift shift) {
        if (expr instanceof Expr.MatrixSelector matrix) {
            return new Expr.MatrixSelector(
                    matrix.position(), (Expr.VectorSelector) shifted(matrix.vector(), shift), matrix.rangeMs());
        }
        if (expr instanceof Expr.Subquery subquery) {
            return new Expr.Subquery(
                    subquery.position(), subquery.inner(), subquery.rangeMs(), subquery.stepMs(), shift);
        }
        Expr.VectorSelector vector = (Expr.VectorSelector) expr;
        return new Expr.VectorSelector(vector.position(), vector.name(), vector.matchers(), shift);
    }

    private long positive(Token duration) {
        long millis = millis(duration);
        if (millis <= 0) {
            throw tokens.source().parseError(duration.position(), "duration must be greater than 0");
        }
        return millis;
    }

    private long millis(Token duration) {
        try {
            return Durations.millis(duration.text());
        } catch (ArithmeticException e) {
            throw tokens.source().parseError(duration.position(), "duration out of range");
        }
    }
}
