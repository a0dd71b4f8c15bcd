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
        return new Expr.VectorSelector(position, matchers, 0);
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

    /** {@code [5m]} after a selector. */
    Expr range(Expr expr) {
        Token open = tokens.expect("[");
        Token duration = tokens.expect(Token.Kind.DURATION, "a duration");
        long rangeMs = millis(duration);
        if (tokens.peek().is(":")) {
            throw tokens.source().notSupported(expr.position(), "a subquery is");
        }
        tokens.expect("]");
        if (!(expr instanceof Expr.VectorSelector vector)) {
            throw tokens.source().parseError(open.position(), "ranges only allowed for vector selectors");
        }
        if (vector.offsetMs() != 0) {
            throw tokens.source().parseError(open.position(), "no offset modifiers allowed before range");
        }
        if (rangeMs <= 0) {
            throw tokens.source().parseError(duration.position(), "duration must be greater than 0");
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
        long offset = negative ? -millis : millis;
        if (expr instanceof Expr.VectorSelector vector && vector.offsetMs() == 0) {
            return new Expr.VectorSelector(vector.position(), vector.matchers(), offset);
        }
        if (expr instanceof Expr.MatrixSelector matrix && matrix.vector().offsetMs() == 0) {
            Expr.VectorSelector vector = matrix.vector();
            return new Expr.MatrixSelector(
                    matrix.position(),
                    new Expr.VectorSelector(vector.position(), vector.matchers(), offset),
                    matrix.rangeMs());
        }
        boolean twice = expr instanceof Expr.VectorSelector || expr instanceof Expr.MatrixSelector;
        throw tokens.source()
                .parseError(
                        word.position(),
                        twice
                                ? "offset may not be set multiple times"
                                : "offset modifier must be preceded by an instant vector selector or range vector"
                                        + " selector or a subquery");
    }

    private long millis(Token duration) {
        try {
            return Durations.millis(duration.text());
        } catch (ArithmeticException e) {
            throw tokens.source().parseError(duration.position(), "duration out of range");
        }
    }
}
