package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A parsed query. {@link BlockQuery} makes of it which blocks may hold hits; {@link #matches} decides for each record. */
sealed interface Clause {
    boolean matches(RecordView record);

    /** False only when it does not match, as far as that is seen without cutting the text into tokens. */
    default boolean mayMatch(RecordView record) {
        return true;
    }

    /** Whether it asks only for what a block's header states, so that counts need no opened block. */
    boolean isStructural();

    /** Adds the stretches of a matching record's text that made it match. */
    default void highlight(RecordView record, List<Hit.Span> spans) {}

    /** Every record. */
    record All() implements Clause {
        @Override
        public boolean matches(RecordView record) {
            return true;
        }

        @Override
        public boolean isStructural() {
            return true;
        }
    }

    /** All of them; what is decided without the text comes first, and what the bytes rule out before any text is cut into tokens. */
    record And(List<Clause> clauses) implements Clause {
        public And {
            clauses = clauses.stream()
                    .sorted(Comparator.comparing(clause -> !clause.isStructural()))
                    .toList();
        }

        @Override
        public boolean matches(RecordView record) {
            if (!mayMatch(record)) {
                return false;
            }
            for (Clause clause : clauses) {
                if (!clause.matches(record)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean mayMatch(RecordView record) {
            for (Clause clause : clauses) {
                if (clause.isStructural() ? !clause.matches(record) : !clause.mayMatch(record)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean isStructural() {
            return clauses.stream().allMatch(Clause::isStructural);
        }

        @Override
        public void highlight(RecordView record, List<Hit.Span> spans) {
            clauses.forEach(clause -> clause.highlight(record, spans));
        }
    }

    /** At least one of them. */
    record Or(List<Clause> clauses) implements Clause {
        public Or {
            clauses = List.copyOf(clauses);
        }

        @Override
        public boolean matches(RecordView record) {
            for (Clause clause : clauses) {
                if (clause.matches(record)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean isStructural() {
            return clauses.stream().allMatch(Clause::isStructural);
        }

        @Override
        public void highlight(RecordView record, List<Hit.Span> spans) {
            for (Clause clause : clauses) {
                if (clause.matches(record)) {
                    clause.highlight(record, spans);
                }
            }
        }
    }

    /** The opposite. */
    record Not(Clause clause) implements Clause {
        @Override
        public boolean matches(RecordView record) {
            return !clause.matches(record);
        }

        @Override
        public boolean isStructural() {
            return clause.isStructural();
        }
    }

    /**
     * Words that stand one after the other in the text, both ends of all of them where parts of tokens end.
     *
     * @param words at least one
     */
    record Words(List<WordPattern> words, List<Needle> needles) implements Clause {
        Words(List<WordPattern> words) {
            this(List.copyOf(words), needles(words));
        }

        @Override
        public boolean matches(RecordView record) {
            return mayMatch(record) && record.text().find(words, 0) != null;
        }

        @Override
        public boolean mayMatch(RecordView record) {
            for (Needle needle : needles) {
                if (!record.mayHold(needle)) {
                    return false;
                }
            }
            return true;
        }

        /** The longest stretch that every text holds which matches; may be empty. */
        String longest() {
            return needles.isEmpty() ? "" : needles.get(0).text();
        }

        /** The longest first: as far as one can tell from words alone, it is the rarest. */
        private static List<Needle> needles(List<WordPattern> words) {
            return words.stream()
                    .map(WordPattern::longestLiteral)
                    .filter(literal -> !literal.isEmpty())
                    .distinct()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Needle::new)
                    .toList();
        }

        @Override
        public boolean isStructural() {
            return false;
        }

        @Override
        public void highlight(RecordView record, List<Hit.Span> spans) {
            TokenizedText text = record.text();
            TokenizedText.Place at = text.find(words, 0);
            while (at != null && spans.size() < Found.MOST_SPANS) {
                spans.add(new Hit.Span(at.start(), at.end()));
                at = text.find(words, at.token() + 1);
            }
        }
    }

    /** A text in which the expression is found. */
    record Regex(RegexPattern pattern, Needle needle) implements Clause {
        Regex(RegexPattern pattern) {
            this(pattern, new Needle(pattern.literal()));
        }

        @Override
        public boolean matches(RecordView record) {
            return mayMatch(record) && pattern.isFoundIn(record.string());
        }

        @Override
        public boolean mayMatch(RecordView record) {
            return record.mayHold(needle);
        }

        @Override
        public boolean isStructural() {
            return false;
        }

        @Override
        public void highlight(RecordView record, List<Hit.Span> spans) {
            pattern.highlight(record.string(), spans);
        }
    }

    /** A time within [from, to), in milliseconds since the epoch. */
    record Times(long fromMillis, long toMillis) implements Clause {
        @Override
        public boolean matches(RecordView record) {
            return record.atMillis() >= fromMillis && record.atMillis() < toMillis;
        }

        @Override
        public boolean isStructural() {
            return false;
        }
    }

    /** A thread or logger that the line names at all, or of which {@code test} says that it is the one. */
    record Named(Name name, NameTest test) implements Clause {
        /** Which name. */
        enum Name {
            LOGGER,
            THREAD
        }

        @Override
        public boolean matches(RecordView record) {
            @Nullable String value = name == Name.LOGGER ? record.logger() : record.thread();
            return value != null && test.matches(value);
        }

        @Override
        public boolean isStructural() {
            return false;
        }
    }

    /** One of these levels. */
    record Levels(Set<LogLevel> levels) implements Clause {
        public Levels {
            levels = Set.copyOf(levels);
        }

        @Override
        public boolean matches(RecordView record) {
            return levels.contains(record.level());
        }

        @Override
        public boolean isStructural() {
            return true;
        }
    }

    /** One of these kinds. */
    record Kinds(Set<LogKind> kinds) implements Clause {
        public Kinds {
            kinds = Set.copyOf(kinds);
        }

        @Override
        public boolean matches(RecordView record) {
            return kinds.contains(record.stream().kind());
        }

        @Override
        public boolean isStructural() {
            return true;
        }
    }

    /** A text of a pattern. */
    record Patterned(String id, Patterns patterns) implements Clause {
        @Override
        public boolean matches(RecordView record) {
            return id.equals(patterns.find(record.record()));
        }

        @Override
        public boolean isStructural() {
            return false;
        }
    }

    /** A part of the stream's origin. */
    record Origin(Part part, OriginTest test) implements Clause {
        /** Which part; also the field's name. */
        enum Part {
            CLUSTER,
            NAMESPACE,
            DEPLOYMENT,
            RUN,
            PROCESS,
            FILE;

            String of(LogStream stream) {
                return switch (this) {
                    case CLUSTER -> stream.cluster();
                    case NAMESPACE -> stream.owner().namespace();
                    case DEPLOYMENT -> stream.owner().deployment();
                    case RUN -> stream.owner().run();
                    case PROCESS -> stream.process();
                    case FILE -> stream.file();
                };
            }
        }

        @Override
        public boolean matches(RecordView record) {
            return test.matches(part.of(record.stream()));
        }

        @Override
        public boolean isStructural() {
            return true;
        }
    }

    /** One record of a stream; only {@link RecordFinder} asks for it. As a clause it matches the whole stream. */
    record Numbered(RecordId id) implements Clause {
        @Override
        public boolean matches(RecordView record) {
            return record.stream().id() == id.stream();
        }

        @Override
        public boolean isStructural() {
            return true;
        }
    }
}
