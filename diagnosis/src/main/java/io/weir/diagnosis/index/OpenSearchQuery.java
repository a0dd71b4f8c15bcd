package io.weir.diagnosis.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A clause as OpenSearch is asked for it, in its <a href="https://docs.opensearch.org/2.19/query-dsl/">query language</a>. It never asks for too
 * little; where it asks for too much, it says so, and each record is held against the clause itself.
 *
 * @param json the query
 * @param exact whether it finds what the clause matches and nothing else
 */
record OpenSearchQuery(ObjectNode json, boolean exact) {
    /** A query that could be meant by fewer letters would be in most records anyway. */
    private static final int LEAST_INFIX = 3;

    /** The years 1970 to 9999. */
    static final long FIRST_MILLIS = 0;

    static final long LAST_MILLIS = 253_402_300_799_999L;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The values of a field, of which there are few; empty when there are too many to tell. */
    interface Values {
        Optional<Set<String>> of(String field) throws IOException;
    }

    /** Everything, of which each record is to be looked at. */
    static OpenSearchQuery anything() {
        return new OpenSearchQuery(matchAll(), false);
    }

    /** The query of a clause. */
    static OpenSearchQuery of(Clause clause, Values values) throws IOException {
        if (clause instanceof Clause.All) {
            return new OpenSearchQuery(matchAll(), true);
        }
        if (clause instanceof Clause.Not not) {
            OpenSearchQuery inner = of(not.clause(), values);
            return inner.exact ? new OpenSearchQuery(not(inner.json), true) : anything();
        }
        if (clause instanceof Clause.And and) {
            return join("filter", and.clauses(), values);
        }
        if (clause instanceof Clause.Or or) {
            return join("should", or.clauses(), values);
        }
        if (clause instanceof Clause.Levels levels) {
            return new OpenSearchQuery(anyOf("level", names(levels.levels())), true);
        }
        if (clause instanceof Clause.Kinds kinds) {
            return new OpenSearchQuery(anyOf("kind", names(kinds.kinds())), true);
        }
        if (clause instanceof Clause.Times times) {
            return new OpenSearchQuery(times(times.fromMillis(), times.toMillis()), true);
        }
        if (clause instanceof Clause.Origin origin) {
            OriginTest test = origin.test();
            return valued(origin.part().name().toLowerCase(Locale.ROOT), test::matches, values, null);
        }
        if (clause instanceof Clause.Named named) {
            return named(named, values);
        }
        if (clause instanceof Clause.Words words) {
            return words(words.words());
        }
        if (clause instanceof Clause.Regex regex) {
            String literal = regex.pattern().literal();
            return literal.length() < LEAST_INFIX
                    ? anything()
                    : new OpenSearchQuery(orLong(regexp(".*" + letters(literal, false) + ".*")), false);
        }
        if (clause instanceof Clause.Patterned patterned) {
            return new OpenSearchQuery(term("pattern", patterned.id()), false);
        }
        Clause.Numbered numbered = (Clause.Numbered) clause;
        return new OpenSearchQuery(term("stream", numbered.id().stream()), true);
    }

    /** Records of a time; an end beyond what OpenSearch can write as a date is open. */
    static ObjectNode times(long fromMillis, long toMillis) {
        ObjectNode query = NODES.objectNode();
        ObjectNode range = query.putObject("range").putObject(OpenSearchDocument.AT);
        range.put("format", "epoch_millis");
        if (fromMillis > FIRST_MILLIS) {
            range.put("gte", Math.min(fromMillis, LAST_MILLIS));
        }
        if (toMillis < LAST_MILLIS) {
            range.put("lt", Math.max(toMillis, FIRST_MILLIS));
        }
        return query;
    }

    /** One record. */
    static ObjectNode numbered(RecordId id) {
        ObjectNode query = NODES.objectNode();
        query.putObject("bool")
                .putArray("filter")
                .add(term("stream", id.stream()))
                .add(term("ordinal", id.ordinal()));
        return query;
    }

    private static OpenSearchQuery join(String occur, List<Clause> clauses, Values values) throws IOException {
        ObjectNode query = NODES.objectNode();
        ObjectNode bool = query.putObject("bool");
        ArrayNode array = bool.putArray(occur);
        boolean exact = true;
        for (Clause clause : clauses) {
            OpenSearchQuery each = of(clause, values);
            exact &= each.exact;
            array.add(each.json);
        }
        if (occur.equals("should")) {
            bool.put("minimum_should_match", 1);
        }
        return new OpenSearchQuery(query, exact);
    }

    /** A word that is neither long nor wild is found exactly; where several stand is left to the look at each record. */
    private static OpenSearchQuery words(List<WordPattern> words) {
        int last = words.size() - 1;
        ObjectNode query = NODES.objectNode();
        ArrayNode all = query.putObject("bool").putArray("filter");
        for (int i = 0; i <= last; i++) {
            if (!words.get(i).isAny()) {
                all.add(word(words.get(i), i == last));
            }
        }
        WordPattern only = words.get(0);
        boolean exact = last == 0
                && !only.wild()
                && only.text().length() <= WordParts.LONGEST
                && !WordParts.mayBeginHexId(only.text());
        return new OpenSearchQuery(query, exact);
    }

    private static ObjectNode word(WordPattern word, boolean open) {
        if (word.text().length() > WordParts.LONGEST) {
            return term(OpenSearchDocument.TERMS, IndexTerms.LONG);
        }
        String rest = open ? "(" + IndexTerms.MARK + ".*|_.*" : "(";
        boolean hex = open && !word.wild() && WordParts.mayBeginHexId(word.text());
        ObjectNode query =
                regexp(letters(word.text(), word.wild()) + (open ? rest + (hex ? "|[0-9a-f]+" : "") + ")?" : ""));
        return word.wild() ? orLong(query) : query;
    }

    /** The letters of a word as a regular expression over the {@link IndexTerms}: a mark may stand before each but the first. */
    private static String letters(String word, boolean wild) {
        StringBuilder regex = new StringBuilder();
        int[] points = word.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int c = points[i];
            if (wild && (c == '*' || c == '?')) {
                regex.append(".*");
                continue;
            }
            if (i > 0) {
                regex.append(IndexTerms.MARK).append('?');
            }
            if (c < 128 && !Character.isLetterOrDigit(c)) {
                regex.append('\\');
            }
            regex.appendCodePoint(c);
        }
        return regex.toString();
    }

    private static OpenSearchQuery named(Clause.Named named, Values values) throws IOException {
        String field = named.name().name().toLowerCase(Locale.ROOT);
        if (named.test() instanceof NameTest.Any) {
            return new OpenSearchQuery(exists(field), true);
        }
        // The name stands in the text, so its words are found there when there are too many names to look at.
        List<WordPattern> words = named.test().words();
        ObjectNode otherwise = words == null ? exists(field) : words(words).json();
        return valued(field, name -> !name.isEmpty() && named.test().matches(name), values, otherwise);
    }

    /** The values of the field that satisfy a test; what has none counts as empty. */
    private static OpenSearchQuery valued(
            String field, Predicate<String> test, Values values, @Nullable ObjectNode otherwise) throws IOException {
        Optional<Set<String>> all = values.of(field);
        if (all.isEmpty()) {
            return otherwise == null ? anything() : new OpenSearchQuery(otherwise, false);
        }
        ObjectNode wanted = anyOf(field, all.get().stream().filter(test).toList());
        if (!test.test("")) {
            return new OpenSearchQuery(wanted, true);
        }
        ObjectNode query = NODES.objectNode();
        ObjectNode bool = query.putObject("bool");
        bool.putArray("should").add(wanted).add(not(exists(field)));
        bool.put("minimum_should_match", 1);
        return new OpenSearchQuery(query, true);
    }

    private static List<String> names(Set<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().collect(Collectors.toList());
    }

    private static ObjectNode anyOf(String field, Collection<String> values) {
        ObjectNode query = NODES.objectNode();
        ArrayNode array = query.putObject("terms").putArray(field);
        values.forEach(array::add);
        return query;
    }

    private static ObjectNode regexp(String regex) {
        ObjectNode query = NODES.objectNode();
        // Without the optional operators of Lucene's expressions, such as ~ and &, which would have to be escaped too.
        query.putObject("regexp")
                .putObject(OpenSearchDocument.TERMS)
                .put("value", regex)
                .put("flags", "NONE");
        return query;
    }

    private static ObjectNode orLong(ObjectNode query) {
        ObjectNode or = NODES.objectNode();
        ObjectNode bool = or.putObject("bool");
        bool.putArray("should").add(query).add(term(OpenSearchDocument.TERMS, IndexTerms.LONG));
        bool.put("minimum_should_match", 1);
        return or;
    }

    private static ObjectNode term(String field, String value) {
        ObjectNode query = NODES.objectNode();
        query.putObject("term").put(field, value);
        return query;
    }

    private static ObjectNode term(String field, long value) {
        ObjectNode query = NODES.objectNode();
        query.putObject("term").put(field, value);
        return query;
    }

    private static ObjectNode exists(String field) {
        ObjectNode query = NODES.objectNode();
        query.putObject("exists").put("field", field);
        return query;
    }

    private static ObjectNode not(ObjectNode inner) {
        ObjectNode query = NODES.objectNode();
        query.putObject("bool").putArray("must_not").add(inner);
        return query;
    }

    private static ObjectNode matchAll() {
        ObjectNode query = NODES.objectNode();
        query.putObject("match_all");
        return query;
    }
}
