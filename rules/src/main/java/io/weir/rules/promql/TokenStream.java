package io.weir.rules.promql;

import java.util.ArrayList;
import java.util.List;

/** The tokens of a query, with a place in them. */
final class TokenStream {
    private final SourceText source;
    private final List<Token> tokens;
    private int at;

    TokenStream(SourceText source) {
        this.source = source;
        this.tokens = Lexer.tokens(source);
    }

    SourceText source() {
        return source;
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The next token, which is then passed; the end is never passed. */
    Token take() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean takeWord(String word) {
        boolean found = peek().isWord(word);
        if (found) {
            at++;
        }
        return found;
    }

    Token expect(String symbol) {
        if (!peek().is(symbol)) {
            throw unexpected(peek(), "\"" + symbol + "\"");
        }
        return take();
    }

    Token expect(Token.Kind kind, String what) {
        if (peek().kind() != kind) {
            throw unexpected(peek(), what);
        }
        return take();
    }

    void expectEnd() {
        if (peek().kind() != Token.Kind.END) {
            throw unexpected(peek(), "an operator or the end");
        }
    }

    /** {@code (a, b, c)}, possibly empty, possibly with a last comma. */
    List<String> labelNames() {
        List<String> names = new ArrayList<>();
        expect("(");
        while (!peek().is(")")) {
            Token name = expect(Token.Kind.WORD, "a label name");
            if (name.text().indexOf(':') >= 0) {
                throw unexpected(name, "a label name");
            }
            names.add(name.text());
            if (!peek().is(")")) {
                expect(",");
            }
        }
        expect(")");
        return names;
    }

    QueryException unexpected(Token token, String expected) {
        return source.parseError(token.position(), "unexpected " + token.described() + ", expected " + expected);
    }
}
