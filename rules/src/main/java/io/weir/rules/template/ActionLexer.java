package io.weir.rules.template;

import java.util.ArrayList;
import java.util.List;

/** Cuts what stands between {@code {{} and {@code }}} into tokens. */
final class ActionLexer {
    /** What sort of token it is. */
    enum Kind {
        WORD,
        FIELD,
        VARIABLE,
        NUMBER,
        STRING,
        CHARACTER,
        SYMBOL,
        END
    }

    /**
     * A token.
     *
     * @param text as written; a string's value, a field's and a variable's name without dot and dollar
     * @param spaced true when white space stands before it
     */
    record Token(Kind kind, String text, boolean spaced) {
        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equals(word);
        }
    }

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private ActionLexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String action) {
        ActionLexer lexer = new ActionLexer(action);
        boolean spaced = false;
        while (lexer.at < action.length()) {
            if (Character.isWhitespace(action.charAt(lexer.at))) {
                lexer.at++;
                spaced = true;
            } else {
                lexer.next(spaced);
                spaced = false;
            }
        }
        lexer.tokens.add(new Token(Kind.END, "", spaced));
        return lexer.tokens;
    }

    private void next(boolean spaced) {
        char c = text.charAt(at);
        if (c == '"' || c == '`' || c == '\'') {
            quoted(c, spaced);
        } else if (c == '$') {
            at++;
            tokens.add(new Token(Kind.VARIABLE, word(), spaced));
        } else if (c == '.'
                && at + 1 < text.length()
                && isWordPart(text.charAt(at + 1))
                && !Character.isDigit(text.charAt(at + 1))) {
            at++;
            tokens.add(new Token(Kind.FIELD, word(), spaced));
        } else if (startsNumber()) {
            number(spaced);
        } else if (isWordPart(c)) {
            tokens.add(new Token(Kind.WORD, word(), spaced));
        } else if (text.startsWith(":=", at)) {
            at += 2;
            tokens.add(new Token(Kind.SYMBOL, ":=", spaced));
        } else if ("=|(),.".indexOf(c) >= 0) {
            at++;
            tokens.add(new Token(Kind.SYMBOL, String.valueOf(c), spaced));
        } else {
            throw new TemplateException("unexpected \"" + c + "\" in \"{{" + text + "}}\"");
        }
    }

    private boolean startsNumber() {
        int digit = at;
        if (text.charAt(digit) == '+' || text.charAt(digit) == '-') {
            digit++;
        }
        if (digit < text.length() && text.charAt(digit) == '.') {
            digit++;
        }
        return digit < text.length() && Character.isDigit(text.charAt(digit));
    }

    private void number(boolean spaced) {
        int start = at++;
        while (at < text.length()
                && (isWordPart(text.charAt(at))
                        || text.charAt(at) == '.'
                        || (text.charAt(at) == '-' || text.charAt(at) == '+')
                                && Character.toLowerCase(text.charAt(at - 1)) == 'e')) {
            at++;
        }
        tokens.add(new Token(Kind.NUMBER, text.substring(start, at), spaced));
    }

    private String word() {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void quoted(char quote, boolean spaced) {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' && quote != '`' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new TemplateException("unterminated "
                    + (quote == '`' ? "raw quoted string" : quote == '"' ? "quoted string" : "character constant"));
        }
        String raw = text.substring(start, at++);
        String value = quote == '`' ? raw : Escapes.read(raw);
        tokens.add(new Token(quote == '\'' ? Kind.CHARACTER : Kind.STRING, value, spaced));
    }
}
