package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Which blocks may hold a record that a clause matches: never too few, often too many. A NOT says something of a block only where
 * every record of the block shares the property; that a block has a word does not mean that each of its records has it.
 */
final class BlockQuery {
    /** Nearly every block has shorter ones. */
    private static final int LEAST_INFIX = 3;

    private BlockQuery() {}

    static Query candidates(Clause clause) {
        return query(clause, false);
    }

    private static Query query(Clause clause, boolean negated) {
        if (clause instanceof Clause.Not not) {
            return query(not.clause(), !negated);
        }
        if (clause instanceof Clause.And and) {
            return join(and.clauses(), negated ? Occur.SHOULD : Occur.MUST, negated);
        }
        if (clause instanceof Clause.Or or) {
            return join(or.clauses(), negated ? Occur.MUST : Occur.SHOULD, negated);
        }
        if (clause instanceof Clause.Levels levels) {
            Set<LogLevel> wanted = EnumSet.noneOf(LogLevel.class);
            wanted.addAll(levels.levels());
            return anyOf("level", negated ? EnumSet.complementOf(EnumSet.copyOf(wanted)) : wanted);
        }
        if (clause instanceof Clause.Kinds kinds) {
            Set<LogKind> wanted = EnumSet.copyOf(kinds.kinds());
            return anyOf("kind", negated ? EnumSet.complementOf(EnumSet.copyOf(wanted)) : wanted);
        }
        if (clause instanceof Clause.Origin origin) {
            OriginTest test = origin.test();
            Query is = new TestedTerms(origin.part().name().toLowerCase(Locale.ROOT), test::matches);
            return negated ? not(is) : is;
        }
        if (clause instanceof Clause.Numbered numbered) {
            return numbered(numbered.id());
        }
        if (negated || clause instanceof Clause.All) {
            return negated && clause instanceof Clause.All ? new MatchNoDocsQuery() : new MatchAllDocsQuery();
        }
        if (clause instanceof Clause.Words words) {
            return words(words.words());
        }
        if (clause instanceof Clause.Regex regex) {
            return literal(regex.pattern().literal());
        }
        if (clause instanceof Clause.Times times) {
            return times(times.fromMillis(), times.toMillis());
        }
        if (clause instanceof Clause.Patterned patterned) {
            return new TermQuery(new Term(BlockDocument.PATTERN, patterned.id()));
        }
        return named((Clause.Named) clause);
    }

    /** Blocks with records before and after the ends of a time; all of their records may still lie outside of it. */
    static Query times(long fromMillis, long toMillis) {
        return new BooleanQuery.Builder()
                .add(LongPoint.newRangeQuery(BlockDocument.MAX, fromMillis, Long.MAX_VALUE), Occur.FILTER)
                .add(LongPoint.newRangeQuery(BlockDocument.MIN, Long.MIN_VALUE, toMillis - 1), Occur.FILTER)
                .build();
    }

    private static Query words(List<WordPattern> words) {
        int last = words.size() - 1;
        if (last == 0) {
            return TermAutomaton.word(words.get(0), true);
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int i = 0; i <= last; i++) {
            all.add(TermAutomaton.word(words.get(i), i == last), Occur.FILTER);
        }
        return all.build();
    }

    private static Query named(Clause.Named named) {
        NameTest test = named.test();
        if (named.name() == Clause.Named.Name.LOGGER) {
            return new TestedTerms(BlockDocument.LOGGER, test::matches);
        }
        List<WordPattern> words = test.words();
        return words == null ? new MatchAllDocsQuery() : words(words);
    }

    private static Query literal(String literal) {
        return literal.length() < LEAST_INFIX ? new MatchAllDocsQuery() : TermAutomaton.infix(literal);
    }

    private static Query numbered(RecordId id) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(BlockDocument.STREAM, Long.toString(id.stream()))), Occur.FILTER)
                .add(LongPoint.newRangeQuery(BlockDocument.FIRST_ORDINAL, 0, id.ordinal()), Occur.FILTER)
                .add(LongPoint.newRangeQuery(BlockDocument.LAST_ORDINAL, id.ordinal(), Long.MAX_VALUE), Occur.FILTER)
                .build();
    }

    private static Query join(List<Clause> clauses, Occur occur, boolean negated) {
        BooleanQuery.Builder joined = new BooleanQuery.Builder();
        Function<Clause, Query> part = clause -> query(clause, negated);
        clauses.forEach(clause -> joined.add(part.apply(clause), occur == Occur.MUST ? Occur.FILTER : occur));
        return joined.build();
    }

    private static Query anyOf(String field, Set<? extends Enum<?>> values) {
        if (values.isEmpty()) {
            return new MatchNoDocsQuery();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        values.forEach(value -> any.add(new TermQuery(new Term(field, value.name())), Occur.SHOULD));
        return any.build();
    }

    private static Query not(Query query) {
        return new BooleanQuery.Builder()
                .add(new MatchAllDocsQuery(), Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }
}
