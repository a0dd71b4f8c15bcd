package io.weir.diagnosis.index;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text and where its tokens stand. */
final class TokenizedText {
    private final String text;
    private int[] bounds = new int[64];
    private int tokens;

    TokenizedText(String text) {
        this.text = text;
        Tokenizer.tokenize(text, this::add);
    }

    /** How many tokens there are. */
    int size() {
        return tokens;
    }

    /** Where the given token begins. */
    int start(int token) {
        return bounds[2 * token];
    }

    /** Where the given token ends, exclusive. */
    int end(int token) {
        return bounds[2 * token + 1];
    }

    /**
     * The first place, in the tokens from {@code from} on, where the words stand: one after the other, and both ends of all of them where
     * parts of tokens end. Null if nowhere.
     */
    @Nullable
    Place find(List<WordPattern> words, int from) {
        for (int i = from; i + words.size() <= tokens; i++) {
            Place place = words.size() == 1 ? within(i, words.get(0)) : row(i, words);
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    /** A stretch of the text that begins in {@code token}; {@code end} is exclusive. */
    record Place(int token, int start, int end) {}

    private @Nullable Place within(int token, WordPattern word) {
        int start = start(token);
        int end = end(token);
        if (!word.wild() && word.text().length() > end - start) {
            return null;
        }
        for (int begin = start; begin < end; begin++) {
            boolean possible = word.wild()
                    || Tokenizer.lower(text.charAt(begin)) == word.text().charAt(0);
            int stop = possible && WordParts.begins(text, start, end, begin) ? stop(token, word, begin) : -1;
            if (stop >= 0) {
                return new Place(token, begin, stop);
            }
            if (end - start > WordParts.LONGEST || word.text().startsWith("*")) {
                return null;
            }
        }
        return null;
    }

    /** Where the word ends if it stands at {@code begin} in a token; -1 if it does not. */
    private int stop(int token, WordPattern word, int begin) {
        int start = start(token);
        int end = end(token);
        if (word.wild()) {
            for (int stop = end; stop > begin; stop--) {
                if (WordParts.ends(text, start, end, stop) && word.matches(text, begin, stop)) {
                    return stop;
                }
            }
            return -1;
        }
        int stop = begin + word.text().length();
        if (!word.standsAt(text, begin, end)) {
            return -1;
        }
        boolean whole = WordParts.ends(text, start, end, stop)
                || (begin == start && WordParts.mayBeginHexId(word.text()) && WordParts.isHexId(text, start, end));
        return whole ? stop : -1;
    }

    private @Nullable Place row(int token, List<WordPattern> words) {
        int last = words.size() - 1;
        int stop = -1;
        for (int i = 1; i <= last; i++) {
            int at = token + i;
            if (i < last && !words.get(i).matches(text, start(at), end(at))) {
                return null;
            }
            stop = i == last ? stop(at, words.get(i), start(at)) : -1;
        }
        int begin = stop < 0 ? -1 : beginOfFirst(token, words.get(0));
        return begin < 0 ? null : new Place(token, begin, stop);
    }

    private int beginOfFirst(int token, WordPattern word) {
        int start = start(token);
        int end = end(token);
        int only = word.wild() ? -1 : end - word.text().length();
        for (int begin = Math.max(start, only); begin < end; begin++) {
            if (WordParts.begins(text, start, end, begin) && word.matches(text, begin, end)) {
                return begin;
            }
            if (only >= 0 || end - start > WordParts.LONGEST) {
                return -1;
            }
        }
        return -1;
    }

    private void add(int start, int end) {
        if (2 * tokens == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * tokens] = start;
        bounds[2 * tokens + 1] = end;
        tokens++;
    }
}
