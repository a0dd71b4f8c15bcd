package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A query that is held against single records, without a store. Thread-safe. */
public final class LogMatcher {
    /** Shorter ones are in nearly every line. */
    private static final int LEAST_LITERAL = 3;

    private final Clause clause;

    private LogMatcher(Clause clause) {
        this.clause = clause;
    }

    /**
     * Reads a query text. Times that are relative to now are so to {@code now}.
     *
     * @throws LogQueryException when the text cannot be understood
     */
    public static LogMatcher of(String text, Instant now, Patterns patterns) {
        return new LogMatcher(QueryParser.parse(text, new QueryScope(now, patterns)));
    }

    /** Whether a record satisfies the query. */
    public boolean matches(LogStream stream, RawRecord record) {
        return clause.matches(new RecordView(stream, record));
    }

    /**
     * ASCII texts in lower case of which every ASCII record that satisfies the query holds at least one, whatever its case; empty when there are
     * none, so that every record is to be looked at.
     */
    public Optional<Set<String>> literals() {
        return literals(clause);
    }

    private static Optional<Set<String>> literals(Clause clause) {
        if (clause instanceof Clause.Words words) {
            return literal(words.longest());
        }
        if (clause instanceof Clause.Regex regex) {
            return literal(regex.pattern().literal());
        }
        if (clause instanceof Clause.And and) {
            return and.clauses().stream()
                    .map(LogMatcher::literals)
                    .flatMap(Optional::stream)
                    .max((a, b) -> Integer.compare(shortest(a), shortest(b)));
        }
        if (clause instanceof Clause.Or or) {
            Set<String> all = new TreeSet<>();
            for (Clause each : or.clauses()) {
                Optional<Set<String>> some = literals(each);
                if (some.isEmpty()) {
                    return some;
                }
                all.addAll(some.get());
            }
            return Optional.of(all);
        }
        return Optional.empty();
    }

    private static int shortest(Set<String> literals) {
        return literals.stream().mapToInt(String::length).min().orElse(0);
    }

    private static Optional<Set<String>> literal(String text) {
        boolean useful = text.length() >= LEAST_LITERAL && text.chars().allMatch(c -> c < 128);
        return useful ? Optional.of(new TreeSet<>(List.of(text.toLowerCase(Locale.ROOT)))) : Optional.empty();
    }
}
