package io.weir.diagnosis.index;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a query text: {@code or := and (OR and)*}, {@code and := not (AND? not)*}, {@code not := (NOT | -)* term}. Operators are in
 * upper case, so that "and", "or" and "not" can be searched for.
 */
final class QueryParser {
    private static final int LONGEST_TEXT = 16 * 1024;
    private static final int MOST_TERMS = 1_024;
    private static final int DEEPEST = 64;

    private final List<QueryToken> tokens;
    private int next;
    private int depth;
    private int terms;

    private QueryParser(List<QueryToken> tokens) {
        this.tokens = tokens;
    }

    /**
     * Parses; an empty text asks for everything.
     *
     * @throws LogQueryException when the text cannot be understood
     */
    static Clause parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new LogQueryException(
                    LONGEST_TEXT, "the query has " + text.length() + " characters; write at most " + LONGEST_TEXT);
        }
        if (text.isBlank()) {
            return new Clause.All();
        }
        QueryParser parser = new QueryParser(QueryLexer.tokens(text));
        Clause clause = parser.or();
        QueryToken rest = parser.peek();
        if (rest.type() == QueryToken.Type.CLOSE) {
            throw new LogQueryException(
                    rest.position(),
                    "the ) at " + rest.position() + " closes nothing; leave it out or write it in quotes");
        }
        return clause;
    }

    private Clause or() {
        List<Clause> clauses = new ArrayList<>();
        clauses.add(and());
        while (peek().type() == QueryToken.Type.OR) {
            next++;
            clauses.add(and());
        }
        return clauses.size() == 1 ? clauses.get(0) : new Clause.Or(clauses);
    }

    private Clause and() {
        List<Clause> clauses = new ArrayList<>();
        clauses.add(not());
        while (true) {
            QueryToken.Type type = peek().type();
            if (type == QueryToken.Type.AND) {
                next++;
            } else if (type == QueryToken.Type.OR || type == QueryToken.Type.CLOSE || type == QueryToken.Type.END) {
                return clauses.size() == 1 ? clauses.get(0) : new Clause.And(clauses);
            }
            clauses.add(not());
        }
    }

    private Clause not() {
        boolean negated = false;
        while (peek().type() == QueryToken.Type.NOT) {
            negated = !negated;
            next++;
        }
        Clause clause = term();
        return negated ? new Clause.Not(clause) : clause;
    }

    private Clause term() {
        QueryToken token = peek();
        next++;
        return switch (token.type()) {
            case OPEN -> group(token);
            case WORD, PHRASE -> counted(token);
            case AND, OR, NOT, CLOSE, END ->
                throw new LogQueryException(
                        token.position(),
                        (token.type() == QueryToken.Type.END
                                        ? "something to search for is missing at the end"
                                        : "something to search for is missing before \"" + token.text() + "\" at "
                                                + token.position())
                                + "; write a word, or put the operator in quotes to search for it");
        };
    }

    private Clause group(QueryToken open) {
        depth++;
        if (depth > DEEPEST) {
            throw new LogQueryException(
                    open.position(), "parentheses are nested deeper than " + DEEPEST + "; write fewer");
        }
        Clause clause = or();
        if (peek().type() != QueryToken.Type.CLOSE) {
            throw new LogQueryException(open.position(), "the ( at " + open.position() + " is not closed; write )");
        }
        next++;
        depth--;
        return clause;
    }

    private Clause counted(QueryToken token) {
        terms++;
        if (terms > MOST_TERMS) {
            throw new LogQueryException(
                    token.position(), "the query has more than " + MOST_TERMS + " terms; write fewer");
        }
        return token.field() == null ? words(token) : QueryField.clauseOf(token);
    }

    private QueryToken peek() {
        return tokens.get(next);
    }

    private static Clause words(QueryToken token) {
        String text = token.text();
        boolean prefix = token.type() == QueryToken.Type.WORD && text.endsWith("*");
        List<String> tokens = Tokenizer.tokens(text);
        int star = text.indexOf('*');
        if (token.type() == QueryToken.Type.WORD && star >= 0 && star < text.length() - 1) {
            throw new LogQueryException(
                    token.position() + star,
                    "* at " + (token.position() + star) + " must be the last character of a word; write "
                            + (star == 0 ? "the beginning of the word, as in fail*" : text.substring(0, star) + "*"));
        }
        if (!tokens.isEmpty()) {
            return new Clause.Words(tokens, prefix);
        }
        if (prefix) {
            return new Clause.All();
        }
        throw new LogQueryException(
                token.position(),
                "\"" + text + "\" at " + token.position()
                        + " holds no letter or digit, and only words are searched for; leave it out");
    }
}
