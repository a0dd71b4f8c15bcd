package io.weir.diagnosis.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query asks of the name of a logger or a thread. */
sealed interface NameTest {
    boolean matches(String name);

    /** Any name. */
    record Any() implements NameTest {
        @Override
        public boolean matches(String name) {
            return true;
        }
    }

    /**
     * Words that stand in the name; with {@code atEnd} at its end, because {@code logger:TaskExecutor} asks for the class and not for all
     * of its package.
     */
    record Words(List<WordPattern> words, boolean atEnd) implements NameTest {
        public Words {
            words = List.copyOf(words);
        }

        @Override
        public boolean matches(String name) {
            TokenizedText text = new TokenizedText(name);
            int from = atEnd ? Math.max(0, text.size() - words.size()) : 0;
            TokenizedText.Place place = text.find(words, from);
            return place != null && (!atEnd || place.end() == text.end(text.size() - 1));
        }
    }

    /** A regular expression that is found in the name. */
    record Regex(RegexPattern pattern) implements NameTest {
        @Override
        public boolean matches(String name) {
            return pattern.isFoundIn(name);
        }
    }

    /** The words that a record's text must hold for this, or null if there is nothing to say of them. */
    default @Nullable List<WordPattern> words() {
        return null;
    }
}
