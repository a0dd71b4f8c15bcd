package io.weir.diagnosis.index;

/**
 * Where the parts of a token begin and end: {@code OutOfMemoryError} has four and {@code job_a} two. A word of a query stands where both of
 * its ends are ends of parts, so {@code memory} and {@code OutOfMemory} find the first, and {@code err} does not. The index and the check
 * of each record ask here, and only therefore agree.
 */
final class WordParts {
    /** Longer tokens are blobs, such as Base64; they have no parts, so that they do not fill the index. */
    static final int LONGEST = Tokenizer.INDEXED_UNITS;

    private static final int LEAST_HEX_WORD = 6;
    private static final int LEAST_HEX_ID = 16;

    private WordParts() {}

    /** Whether a part of the token at [start, end) begins at {@code at}. */
    static boolean begins(CharSequence text, int start, int end, int at) {
        if (at == start) {
            return true;
        }
        if (at >= end || end - start > LONGEST || text.charAt(at) == '_') {
            return false;
        }
        return text.charAt(at - 1) == '_' || isHump(text, end, at);
    }

    /** Whether a part of the token at [start, end) ends before {@code at}. */
    static boolean ends(CharSequence text, int start, int end, int at) {
        if (at == end) {
            return true;
        }
        if (at <= start || end - start > LONGEST || text.charAt(at - 1) == '_') {
            return false;
        }
        return text.charAt(at) == '_' || isHump(text, end, at);
    }

    /** Whether a capital at {@code at}, not the first of the token, begins a word: after a small letter, or before one. */
    static boolean isHump(CharSequence text, int end, int at) {
        char c = text.charAt(at);
        if (!isUpper(c)) {
            return false;
        }
        char before = text.charAt(at - 1);
        return isLower(before) || (before != '_' && at + 1 < end && isLower(text.charAt(at + 1)));
    }

    /** Whether a word, in lower case, may be the beginning of an id that is written in hexadecimal digits. */
    static boolean mayBeginHexId(String word) {
        return word.length() >= LEAST_HEX_WORD && word.chars().allMatch(WordParts::isHex);
    }

    /** Whether the token at [start, end) is such an id: long, of hexadecimal digits, letters and numbers among them. */
    static boolean isHexId(CharSequence text, int start, int end) {
        if (end - start < LEAST_HEX_ID || end - start > LONGEST) {
            return false;
        }
        int letters = 0;
        for (int i = start; i < end; i++) {
            char c = Tokenizer.lower(text.charAt(i));
            if (!isHex(c)) {
                return false;
            }
            letters += c >= 'a' ? 1 : 0;
        }
        return letters > 0 && letters < end - start;
    }

    private static boolean isHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static boolean isUpper(char c) {
        return c < 128 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
    }

    private static boolean isLower(char c) {
        return c < 128 ? c >= 'a' && c <= 'z' : Character.isLowerCase(c);
    }
}
