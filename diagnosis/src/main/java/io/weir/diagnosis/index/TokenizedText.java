package io.weir.diagnosis.index;

import java.util.Arrays;
import java.util.List;

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

    /** The number of the first token, from {@code from} on, at which the wanted ones stand in a row; -1 if nowhere. */
    int find(List<String> wanted, boolean lastIsPrefix, int from) {
        for (int i = from; i + wanted.size() <= tokens; i++) {
            if (standsAt(i, wanted, lastIsPrefix)) {
                return i;
            }
        }
        return -1;
    }

    private boolean standsAt(int token, List<String> wanted, boolean lastIsPrefix) {
        int last = wanted.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (!is(token + i, wanted.get(i), lastIsPrefix && i == last)) {
                return false;
            }
        }
        return true;
    }

    private boolean is(int token, String wanted, boolean prefix) {
        int start = bounds[2 * token];
        int length = bounds[2 * token + 1] - start;
        if (prefix ? length < wanted.length() : length != wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (Tokenizer.lower(text.charAt(start + i)) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
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
