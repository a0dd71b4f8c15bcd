package io.weir.diagnosis.index;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * The blocks that may hold a word, as a question to the {@link IndexTerms} of the index: an automaton over them, which Lucene intersects
 * with its dictionary. It never asks for too few.
 */
final class TermAutomaton {
    /** A pattern of more work is not worth asking; every block may hold it then. As Lucene's own limit. */
    private static final int MOST_WORK = 10_000;

    private final Automaton automaton = new Automaton();
    private int state = automaton.createState();
    private boolean first = true;

    private TermAutomaton() {}

    /** Blocks with a token in which the word stands; {@code open} if the token may go on behind it with another part. */
    static Query word(WordPattern word, boolean open) {
        if (word.isAny()) {
            return new MatchAllDocsQuery();
        }
        if (word.text().length() > WordParts.LONGEST) {
            return longTokens();
        }
        TermAutomaton made = new TermAutomaton();
        word.text().codePoints().forEach(c -> made.add(c, word.wild()));
        boolean hex = open && !word.wild() && WordParts.mayBeginHexId(word.text());
        Query query = made.query(open, hex);
        return word.wild() ? orLong(query) : query;
    }

    /** Blocks with a token that holds a text, which is in lower case, anywhere. */
    static Query infix(String text) {
        TermAutomaton made = new TermAutomaton();
        made.anything();
        text.codePoints().forEach(c -> made.add(c, false));
        made.anything();
        return orLong(made.query(false, false));
    }

    private static Query orLong(Query query) {
        return new BooleanQuery.Builder()
                .add(query, Occur.SHOULD)
                .add(longTokens(), Occur.SHOULD)
                .build();
    }

    private static Query longTokens() {
        return new TermQuery(new Term(BlockDocument.TOKENS, IndexTerms.LONG));
    }

    /** A question mark is taken as a star: it stands for one UTF-16 unit, and the index counts in code points. */
    private void add(int c, boolean wild) {
        if (wild && (c == '*' || c == '?')) {
            anything();
            return;
        }
        int next = automaton.createState();
        automaton.addTransition(state, next, c);
        if (!first) {
            int marked = automaton.createState();
            automaton.addTransition(state, marked, IndexTerms.MARK);
            automaton.addTransition(marked, next, c);
        }
        state = next;
        first = false;
    }

    private void hexDigit(int from, int to) {
        automaton.addTransition(from, to, '0', '9');
        automaton.addTransition(from, to, 'a', 'f');
    }

    private void anything() {
        automaton.addTransition(state, state, 0, Character.MAX_CODE_POINT);
    }

    private Query query(boolean open, boolean hex) {
        automaton.setAccept(state, true);
        int rest = automaton.createState();
        automaton.setAccept(rest, true);
        int digits = automaton.createState();
        automaton.setAccept(digits, true);
        if (open) {
            automaton.addTransition(state, rest, IndexTerms.MARK);
            automaton.addTransition(state, rest, '_');
        }
        if (hex) {
            hexDigit(state, digits);
            hexDigit(digits, digits);
        }
        automaton.addTransition(rest, rest, 0, Character.MAX_CODE_POINT);
        automaton.finishState();
        try {
            return new AutomatonQuery(new Term(BlockDocument.TOKENS, ""), Operations.determinize(automaton, MOST_WORK));
        } catch (TooComplexToDeterminizeException e) {
            return new MatchAllDocsQuery();
        }
    }
}
