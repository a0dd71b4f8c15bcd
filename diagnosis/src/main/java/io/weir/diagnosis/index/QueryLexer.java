package io.weir.diagnosis.index;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a query text into pieces. */
final class QueryLexer {
    private final String text;
    private final List<QueryToken> tokens = new ArrayList<>();
    private int position;

    private QueryLexer(String text) {
        this.text = text;
    }

    static List<QueryToken> tokens(String text) {
        QueryLexer lexer = new QueryLexer(text);
        while (lexer.skipBlanks()) {
            lexer.next();
        }
        lexer.add(QueryToken.Type.END, text.length(), null, text.length(), "");
        return lexer.tokens;
    }

    private void add(QueryToken.Type type, int start, @Nullable String field, int valueStart, String value) {
        tokens.add(new QueryToken(type, start, valueStart, field, value));
    }

    private boolean skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position < text.length();
    }

    private void next() {
        int start = position;
        char c = text.charAt(start);
        if (c == '(' || c == ')') {
            position++;
            add(c == '(' ? QueryToken.Type.OPEN : QueryToken.Type.CLOSE, start, null, start, String.valueOf(c));
        } else if (c == '-' && startsTerm(start + 1)) {
            position++;
            add(QueryToken.Type.NOT, start, null, start, "-");
        } else if (!delimited(start, null, start)) {
            word(start);
        }
    }

    /** A dash before anything else, as in an arrow, is only a character. */
    private boolean startsTerm(int at) {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return "(\"*?".indexOf(c) >= 0 || Tokenizer.isPart(c) || endOfRegex(at) > 0;
    }

    /** Reads a phrase, a regular expression or a range, if one stands here. */
    private boolean delimited(int start, @Nullable String field, int at) {
        char c = at < text.length() ? text.charAt(at) : ' ';
        if (c == '"') {
            position = at;
            add(QueryToken.Type.PHRASE, start, field, at, phrase());
            return true;
        }
        int end = endOfRegex(at);
        if (end > 0) {
            position = end + 1;
            add(
                    QueryToken.Type.REGEX,
                    start,
                    field,
                    at,
                    text.substring(at + 1, end).replace("\\/", "/"));
            return true;
        }
        if (field != null && (c == '[' || c == '{') && QueryField.isKnown(field)) {
            int close = at;
            while (close < text.length() && "]}".indexOf(text.charAt(close)) < 0) {
                close++;
            }
            if (close == text.length()) {
                throw new LogQueryException(
                        at, "the " + c + " at " + at + " is not closed; write ] at the end of the range");
            }
            position = close + 1;
            add(QueryToken.Type.RANGE, start, field, at, text.substring(at, close + 1));
            return true;
        }
        return false;
    }

    /** Where the regular expression that begins here ends: at the first bare slash, if a term ends there; else it is a path. */
    private int endOfRegex(int at) {
        if (at >= text.length() || text.charAt(at) != '/') {
            return -1;
        }
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '/') {
                boolean ends = i + 1 == text.length() || endsWord(text.charAt(i + 1));
                return ends && i > at + 1 ? i : -1;
            }
        }
        return -1;
    }

    private void word(int start) {
        int end = start;
        while (end < text.length() && !endsWord(text.charAt(end))) {
            String field = text.charAt(end) == ':' ? field(text.substring(start, end)) : null;
            if (field != null && delimited(start, field, end + 1)) {
                return;
            }
            end++;
        }
        position = end;
        String word = text.substring(start, end);
        int colon = word.indexOf(':');
        String field = colon > 0 ? field(word.substring(0, colon)) : null;
        if (field != null && (colon < word.length() - 1 || QueryField.isKnown(field))) {
            add(QueryToken.Type.WORD, start, field, start + colon + 1, word.substring(colon + 1));
        } else {
            add(type(word), start, null, start, word);
        }
    }

    private static QueryToken.Type type(String word) {
        return switch (word) {
            case "AND", "&&" -> QueryToken.Type.AND;
            case "OR", "||" -> QueryToken.Type.OR;
            case "NOT" -> QueryToken.Type.NOT;
            default -> QueryToken.Type.WORD;
        };
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || c == '(' || c == ')' || c == '"';
    }

    private static @Nullable String field(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Character.isLetter(name.charAt(i)) && name.charAt(i) != '_') {
                return null;
            }
        }
        return name.isEmpty() ? null : name;
    }

    private String phrase() {
        int open = position;
        StringBuilder phrase = new StringBuilder();
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                position = i + 1;
                return phrase.toString();
            }
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = text.charAt(i);
            }
            phrase.append(c);
        }
        throw new LogQueryException(open, "the quote at " + open + " is not closed; write \" at the end of the phrase");
    }
}
