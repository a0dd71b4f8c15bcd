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
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Which blocks may hold a record that a clause matches: never too few, often too many. A NOT says something of a block only where
 * every record of the block shares the property; that a block has a word does not mean that each of its records has it.
 */
final class BlockQuery {
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
            Term term = new Term(origin.part().name().toLowerCase(Locale.ROOT), origin.value());
            Query is = origin.prefix() ? new PrefixQuery(term) : new TermQuery(term);
            return negated ? not(is) : is;
        }
        if (clause instanceof Clause.Numbered numbered) {
            return numbered(numbered.id());
        }
        if (negated || clause instanceof Clause.All) {
            return negated && clause instanceof Clause.All ? new MatchNoDocsQuery() : new MatchAllDocsQuery();
        }
        return words(clause instanceof Clause.NameWords name ? name.words() : (Clause.Words) clause);
    }

    private static Query words(Clause.Words words) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        int last = words.tokens().size() - 1;
        for (int i = 0; i <= last; i++) {
            Term term = new Term(
                    BlockDocument.TOKENS, BlockTokens.indexed(words.tokens().get(i)));
            all.add(words.prefix() && i == last ? new PrefixQuery(term) : new TermQuery(term), Occur.FILTER);
        }
        return all.build();
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
