package io.weir.collector.metric;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** One condition on one label, as in {@code {task_name=~"Source.*"}}. Immutable. */
public final class LabelMatcher {
    /** How the label's value is compared. */
    public enum Kind {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEX("=~"),
        NOT_REGEX("!~");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        /** The operator as written in PromQL. */
        public String symbol() {
            return symbol;
        }
    }

    private final Kind kind;
    private final String name;
    private final String value;
    private final @Nullable Pattern pattern;

    /** Known from the start: matchers are the keys of what was selected of late, asked thousands of times a second. */
    private final int hash;

    /**
     * A matcher. Regular expressions are <a href="https://github.com/google/re2/wiki/Syntax">RE2's</a>, which take time in proportion to the
     * text whatever they are; they are anchored at both ends and a dot matches a newline too, as in <a
     * href="https://prometheus.io/docs/prometheus/3.0/migration/#regular-expressions">Prometheus</a>.
     *
     * @throws IllegalArgumentException when a regular expression does not compile
     */
    public LabelMatcher(Kind kind, String name, String value) {
        this.kind = kind;
        this.name = name;
        this.value = value;
        this.hash = 31 * (31 * name.hashCode() + value.hashCode()) + kind.ordinal();
        boolean regex = kind == Kind.REGEX || kind == Kind.NOT_REGEX;
        try {
            this.pattern = regex ? Pattern.compile("(?s:" + value + ")") : null;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("bad regular expression \"" + value + "\": " + e.getDescription(), e);
        }
    }

    /** A matcher for an exact value. */
    public static LabelMatcher equal(String name, String value) {
        return new LabelMatcher(Kind.EQUAL, name, value);
    }

    /** How the value is compared. */
    public Kind kind() {
        return kind;
    }

    /** The label's name. */
    public String name() {
        return name;
    }

    /** The value or expression compared with. */
    public String value() {
        return value;
    }

    /** True when a value (empty for "no such label") satisfies this matcher. */
    public boolean matches(String candidate) {
        return switch (kind) {
            case EQUAL -> candidate.equals(value);
            case NOT_EQUAL -> !candidate.equals(value);
            case REGEX -> found(candidate);
            case NOT_REGEX -> !found(candidate);
        };
    }

    private boolean found(String candidate) {
        return pattern != null && pattern.matches(candidate);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof LabelMatcher matcher
                        && hash == matcher.hash
                        && kind == matcher.kind
                        && name.equals(matcher.name)
                        && value.equals(matcher.value);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name + kind.symbol + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
