package io.weir.rules.promql;

/**
 * A word of PromQL.
 *
 * @param text as written; for a string its unescaped value
 * @param position offset of its first character in the query
 */
record Token(Kind kind, String text, int position) {
    /** What sort of word it is. Keywords are words too: only their place tells them from metric and label names. */
    enum Kind {
        WORD,
        NUMBER,
        DURATION,
        STRING,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** As an error message names it. */
    String described() {
        return switch (kind) {
            case END -> "end of input";
            case STRING -> "string \"" + text + "\"";
            case NUMBER -> "number \"" + text + "\"";
            case DURATION -> "duration \"" + text + "\"";
            case WORD -> "identifier \"" + text + "\"";
            case SYMBOL -> "\"" + text + "\"";
        };
    }
}
