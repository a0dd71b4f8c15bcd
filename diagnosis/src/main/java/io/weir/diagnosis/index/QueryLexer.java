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
        lexer.tokens.add(new QueryToken(QueryToken.Type.END, text.length(), null, ""));
        return lexer.tokens;
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
            tokens.add(new QueryToken(
                    c == '(' ? QueryToken.Type.OPEN : QueryToken.Type.CLOSE, start, null, String.valueOf(c)));
        } else if (c == '-' && startsTerm(start + 1)) {
            position++;
            tokens.add(new QueryToken(QueryToken.Type.NOT, start, null, "-"));
        } else if (c == '"') {
            tokens.add(new QueryToken(QueryToken.Type.PHRASE, start, null, phrase()));
        } else {
            word(start);
        }
    }

    /** A dash before anything else, as in an arrow, is only a character. */
    private boolean startsTerm(int at) {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return c == '(' || c == '"' || Tokenizer.isPart(c);
    }

    private void word(int start) {
        int end = start;
        while (end < text.length() && !endsWord(text.charAt(end))) {
            end++;
        }
        position = end;
        String word = text.substring(start, end);
        int colon = word.indexOf(':');
        String field = colon > 0 ? field(word.substring(0, colon)) : null;
        boolean quoted = end < text.length() && text.charAt(end) == '"';
        if (field != null && colon == word.length() - 1 && quoted) {
            tokens.add(new QueryToken(QueryToken.Type.PHRASE, start, field, phrase()));
        } else if (field != null && (colon < word.length() - 1 || QueryField.isKnown(field))) {
            tokens.add(new QueryToken(QueryToken.Type.WORD, start, field, word.substring(colon + 1)));
        } else {
            tokens.add(new QueryToken(type(word), start, null, word));
        }
    }

    private static QueryToken.Type type(String word) {
        return switch (word) {
            case "AND" -> QueryToken.Type.AND;
            case "OR" -> QueryToken.Type.OR;
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
        return name;
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
