package io.weir.rules.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a query into tokens. */
final class Lexer {
    private static final Set<String> TWO_CHARACTER_SYMBOLS = Set.of("==", "!=", "=~", "!~", ">=", "<=");
    private static final String ONE_CHARACTER_SYMBOLS = "+-*/%^=<>(){}[],:@";

    private final SourceText source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    /** Within brackets a colon parts a range from a resolution; elsewhere it is part of a metric's name. */
    private boolean inBrackets;

    private Lexer(SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    /** All tokens, the last of kind END. */
    static List<Token> tokens(SourceText source) {
        Lexer lexer = new Lexer(source);
        while (lexer.at < lexer.text.length()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Token.Kind.END, "", lexer.text.length()));
        return lexer.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (c == '"' || c == '\'' || c == '`') {
            string(c);
        } else if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
            numberOrDuration();
        } else if (isWordStart(c) || c == ':' && !inBrackets) {
            int start = at;
            while (at < text.length() && isWordPart(text.charAt(at))) {
                at++;
            }
            add(Token.Kind.WORD, text.substring(start, at), start);
        } else {
            symbol(c);
        }
    }

    private void symbol(char c) {
        int start = at;
        if (at + 2 <= text.length() && TWO_CHARACTER_SYMBOLS.contains(text.substring(at, at + 2))) {
            at += 2;
        } else if (ONE_CHARACTER_SYMBOLS.indexOf(c) >= 0) {
            inBrackets = c == '[' || inBrackets && c != ']';
            at++;
        } else {
            throw source.parseError(at, "unexpected character: '" + c + "'");
        }
        add(Token.Kind.SYMBOL, text.substring(start, at), start);
    }

    private void numberOrDuration() {
        int start = at;
        int end = Durations.end(text, at);
        if (end > at) {
            at = end;
            add(Token.Kind.DURATION, text.substring(start, end), start);
            return;
        }
        if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
            at += 2;
            skipWhile("0123456789abcdefABCDEF");
        } else {
            skipWhile("0123456789");
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
                skipWhile("0123456789");
            }
            exponent();
        }
        if (at < text.length() && isWordPart(text.charAt(at)) && !(inBrackets && text.charAt(at) == ':')) {
            while (at < text.length() && isWordPart(text.charAt(at))) {
                at++;
            }
            throw source.parseError(start, "bad number or duration syntax: \"" + text.substring(start, at) + "\"");
        }
        add(Token.Kind.NUMBER, text.substring(start, at), start);
    }

    private void exponent() {
        int mark = at;
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int digits = at;
            skipWhile("0123456789");
            if (at == digits) {
                at = mark;
            }
        }
    }

    private void skipWhile(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void string(char quote) {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (true) {
            if (at >= text.length() || quote != '`' && text.charAt(at) == '\n') {
                throw source.parseError(start, "unterminated " + (quote == '`' ? "raw" : "quoted") + " string");
            }
            char c = text.charAt(at++);
            if (c == quote) {
                break;
            }
            if (c == '\\' && quote != '`') {
                escape(value, quote);
            } else {
                value.append(c);
            }
        }
        add(Token.Kind.STRING, value.toString(), start);
    }

    /** Go's escapes, which PromQL follows. */
    private void escape(StringBuilder value, char quote) {
        if (at >= text.length()) {
            throw source.parseError(at, "escape sequence not terminated");
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'v' -> value.append('\u000b');
            case '\\' -> value.append('\\');
            case 'x' -> value.appendCodePoint(digits(2, 16));
            case 'u' -> value.appendCodePoint(digits(4, 16));
            case 'U' -> value.appendCodePoint(digits(8, 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                value.appendCodePoint(digits(3, 8));
            }
            default -> {
                if (c != quote) {
                    throw source.parseError(at - 1, "unknown escape sequence '\\" + c + "'");
                }
                value.append(c);
            }
        }
    }

    private int digits(int count, int radix) {
        if (at + count <= text.length()) {
            try {
                int codePoint = Integer.parseInt(text.substring(at, at + count), radix);
                if (Character.isValidCodePoint(codePoint)) {
                    at += count;
                    return codePoint;
                }
            } catch (NumberFormatException e) {
                throw source.parseError(at, "illegal character in escape sequence");
            }
        }
        throw source.parseError(at, "escape sequence is no character");
    }

    private void add(Token.Kind kind, String value, int position) {
        tokens.add(new Token(kind, value, position));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == ':';
    }
}
