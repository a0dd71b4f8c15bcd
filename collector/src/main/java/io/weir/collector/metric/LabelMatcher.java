package io.weir.collector.metric;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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
    private final Pattern pattern;

    /**
     * A matcher; regular expressions are anchored at both ends, as in Prometheus.
     *
     * @throws IllegalArgumentException when a regular expression does not compile
     */
    public LabelMatcher(Kind kind, String name, String value) {
        this.kind = kind;
        this.name = name;
        this.value = value;
        boolean regex = kind == Kind.REGEX || kind == Kind.NOT_REGEX;
        try {
            this.pattern = Pattern.compile(regex ? "(?s:" + value + ")" : Pattern.quote(value));
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
            case REGEX -> pattern.matcher(candidate).matches();
            case NOT_REGEX -> !pattern.matcher(candidate).matches();
        };
    }

    @Override
    public String toString() {
        return name + kind.symbol + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
