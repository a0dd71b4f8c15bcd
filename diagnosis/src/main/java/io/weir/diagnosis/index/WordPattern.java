package io.weir.diagnosis.index;

import java.util.ArrayList;
import java.util.List;

/**
 * One word of a query, held against one token.
 *
 * @param text in lower case; {@code *} stands for any characters of a token, {@code ?} for one
 * @param wild whether the text has either of them
 */
record WordPattern(String text, boolean wild) {
    static WordPattern literal(String text) {
        return new WordPattern(text, false);
    }

    /** The words of a text, cut as the {@link Tokenizer} does; with {@code wildcards}, {@code *} and {@code ?} belong to words. */
    static List<WordPattern> of(String text, boolean wildcards) {
        List<WordPattern> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int start = i;
            StringBuilder word = new StringBuilder();
            while (i < text.length() && belongs(text.charAt(i), wildcards)) {
                boolean whole = Tokenizer.isWhole(text.charAt(i));
                if (whole && i > start) {
                    break;
                }
                word.append(Tokenizer.lower(text.charAt(i++)));
                if (whole) {
                    break;
                }
            }
            if (word.isEmpty()) {
                i++;
            } else {
                String made = word.toString();
                words.add(new WordPattern(made, made.indexOf('*') >= 0 || made.indexOf('?') >= 0));
            }
        }
        return words;
    }

    private static boolean belongs(char c, boolean wildcards) {
        return Tokenizer.isPart(c) || (wildcards && isWildcard(c));
    }

    private static boolean isWildcard(char c) {
        return c == '*' || c == '?';
    }

    /** Whether it is every token. */
    boolean isAny() {
        return text.chars().allMatch(c -> c == '*');
    }

    /** The longest stretch without a wildcard, which every text holds that this matches; may be empty. */
    String longestLiteral() {
        String longest = "";
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isWildcard(text.charAt(i))) {
                longest = i - start > longest.length() ? text.substring(start, i) : longest;
                start = i + 1;
            }
        }
        return longest;
    }

    /** Whether it matches all of [start, end). */
    boolean matches(CharSequence in, int start, int end) {
        return wild ? matchesWild(in, start, end) : end - start == text.length() && standsAt(in, start, end);
    }

    /** Whether a literal stands at a place, before {@code end}. */
    boolean standsAt(CharSequence in, int at, int end) {
        if (end - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Tokenizer.lower(in.charAt(at + i)) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Goes back to the last star only, so the time is at most the product of the lengths. */
    private boolean matchesWild(CharSequence in, int start, int end) {
        int i = start;
        int p = 0;
        int star = -1;
        int resume = start;
        while (i < end) {
            char wanted = p < text.length() ? text.charAt(p) : 0;
            if (wanted == '*') {
                star = p++;
                resume = i;
            } else if (p < text.length() && (wanted == '?' || wanted == Tokenizer.lower(in.charAt(i)))) {
                p++;
                i++;
            } else if (star >= 0) {
                p = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (p < text.length() && text.charAt(p) == '*') {
            p++;
        }
        return p == text.length();
    }
}
