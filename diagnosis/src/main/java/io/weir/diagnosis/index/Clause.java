package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogLevel;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A parsed query. {@link BlockQuery} makes of it which blocks may hold hits; {@link #matches} decides for each record. */
sealed interface Clause {
    boolean matches(RecordView record);

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

    /** All of them; what is decided without the text comes first. */
    record And(List<Clause> clauses) implements Clause {
        public And {
            clauses = clauses.stream()
                    .sorted(Comparator.comparing(clause -> !clause.isStructural()))
                    .toList();
        }

        @Override
        public boolean matches(RecordView record) {
            for (Clause clause : clauses) {
                if (!clause.matches(record)) {
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
     * Tokens that stand one after the other in the text.
     *
     * @param tokens in lower case, at least one
     * @param prefix whether the last is only the beginning of one
     */
    record Words(List<String> tokens, boolean prefix) implements Clause {
        public Words {
            tokens = List.copyOf(tokens);
        }

        @Override
        public boolean matches(RecordView record) {
            return record.mayHold(longest()) && record.text().find(tokens, prefix, 0) >= 0;
        }

        /** The rarest, as far as one can tell from a word alone. */
        private String longest() {
            String longest = tokens.get(0);
            for (String token : tokens) {
                longest = token.length() > longest.length() ? token : longest;
            }
            return longest;
        }

        @Override
        public boolean isStructural() {
            return false;
        }

        @Override
        public void highlight(RecordView record, List<Hit.Span> spans) {
            TokenizedText text = record.text();
            for (int i = text.find(tokens, prefix, 0); i >= 0; i = text.find(tokens, prefix, i + 1)) {
                spans.add(new Hit.Span(text.start(i), text.end(i + tokens.size() - 1)));
            }
        }
    }

    /**
     * Tokens that stand one after the other in the thread's name, or at the end of the logger's: {@code logger:TaskExecutor} asks for the
     * class and not for all of its package. As a prefix they may begin anywhere in either.
     */
    record NameWords(Name name, Words words) implements Clause {
        /** Which name. */
        enum Name {
            LOGGER,
            THREAD
        }

        @Override
        public boolean matches(RecordView record) {
            @Nullable String value = name == Name.LOGGER ? record.logger() : record.thread();
            if (value == null) {
                return false;
            }
            TokenizedText text = new TokenizedText(value);
            boolean atEnd = name == Name.LOGGER && !words.prefix();
            int from = atEnd ? Math.max(0, text.size() - words.tokens().size()) : 0;
            return text.find(words.tokens(), words.prefix(), from) >= 0;
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

    /**
     * The cluster or the process of the stream.
     *
     * @param value in lower case
     * @param prefix whether it is only the beginning
     */
    record Origin(Part part, String value, boolean prefix) implements Clause {
        /** Which part of a stream's origin; also the field's name. */
        enum Part {
            CLUSTER,
            PROCESS
        }

        @Override
        public boolean matches(RecordView record) {
            String actual = part == Part.CLUSTER
                    ? record.stream().cluster()
                    : record.stream().process();
            String lower = actual.toLowerCase(Locale.ROOT);
            return prefix ? lower.startsWith(value) : lower.equals(value);
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
