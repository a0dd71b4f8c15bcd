package io.weir.diagnosis.index;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query text: {@code or := and (OR and)*}, {@code and := not (AND? not)*}, {@code not := (NOT | -)* term},
 * {@code term := (field:)? (word | "phrase" | /expression/ | [range] | (or))}. Operators are in upper case, so that "and", "or" and
 * "not" can be searched for.
 */
final class QueryParser {
    private static final int LONGEST_TEXT = 16 * 1024;
    private static final int MOST_TERMS = 1_024;
    private static final int DEEPEST = 64;

    private final List<QueryToken> tokens;
    private final QueryScope scope;
    private @Nullable String group;
    private int next;
    private int depth;
    private int terms;

    private QueryParser(List<QueryToken> tokens, QueryScope scope) {
        this.tokens = tokens;
        this.scope = scope;
    }

    /**
     * Parses; an empty text asks for everything.
     *
     * @throws LogQueryException when the text cannot be understood
     */
    static Clause parse(String text, QueryScope scope) {
        if (text.length() > LONGEST_TEXT) {
            throw new LogQueryException(
                    LONGEST_TEXT, "the query has " + text.length() + " characters; write at most " + LONGEST_TEXT);
        }
        if (text.isBlank()) {
            return new Clause.All();
        }
        QueryParser parser = new QueryParser(QueryLexer.tokens(text), scope);
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
            case WORD, PHRASE, REGEX, RANGE -> opensGroup(token) ? group(token, peek()) : counted(token);
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

    /** Whether a field stands before a parenthesis and so is that of every term in it. */
    private boolean opensGroup(QueryToken token) {
        return token.type() == QueryToken.Type.WORD
                && token.field() != null
                && token.text().isEmpty()
                && peek().type() == QueryToken.Type.OPEN
                && peek().position() == token.valuePosition();
    }

    private Clause group(QueryToken field, QueryToken open) {
        String outer = group;
        group = field.field();
        next++;
        Clause clause = group(open);
        group = outer;
        return clause;
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
        QueryToken term = group == null ? token : token.within(group);
        return term.field() == null ? text(term) : QueryField.clauseOf(term, scope);
    }

    private QueryToken peek() {
        return tokens.get(next);
    }

    private static Clause text(QueryToken token) {
        String text = token.text();
        if (token.type() == QueryToken.Type.REGEX) {
            return new Clause.Regex(RegexPattern.compile(text, token.position()));
        }
        List<WordPattern> words = WordPattern.of(text, token.isWild());
        if (words.size() == 1 && words.get(0).isAny()) {
            return new Clause.All();
        }
        if (!words.isEmpty()) {
            return new Clause.Words(words);
        }
        throw new LogQueryException(
                token.position(),
                "\"" + text + "\" at " + token.position()
                        + " holds no letter or digit, and only words are searched for; leave it out, or write a regular"
                        + " expression such as /" + escaped(text) + "/");
    }

    private static String escaped(String text) {
        return text.replaceAll("[^\\s\\p{L}\\p{N}_-]", "\\\\$0");
    }
}
