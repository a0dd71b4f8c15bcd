package io.weir.diagnosis.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts text into tokens: runs of letters, digits and underscores, in lower case. So {@code org.apache.flink.Foo} is four tokens and
 * {@code CheckpointCoordinator} one, of two {@link WordParts parts}. An ideograph is a token of its own, because Chinese and Japanese put no blanks between words. The
 * same rules serve the index, the queries and the check of each record; only therefore are hits exact.
 */
final class Tokenizer {
    /** The index knows this many UTF-16 units of a token; the check of each record looks at all of them. */
    static final int INDEXED_UNITS = 128;

    /** 1 for a byte that belongs to a token, 0 for one that does not, -1 for one that is no ASCII. */
    static final byte[] PART = new byte[256];

    private static final char[] ASCII = new char[128];

    static {
        Arrays.fill(PART, 128, 256, (byte) -1);
        for (char c = 0; c < 128; c++) {
            ASCII[c] = Character.isLetterOrDigit(c) || c == '_' ? Character.toLowerCase(c) : 0;
            PART[c] = (byte) (ASCII[c] == 0 ? 0 : 1);
        }
    }

    private Tokenizer() {}

    /** Takes tokens as stretches of the text. */
    interface Tokens {
        /** {@code end} is exclusive. */
        void token(int start, int end);
    }

    static void tokenize(String text, Tokens tokens) {
        int length = text.length();
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (!isPart(c)) {
                i++;
                continue;
            }
            int start = i++;
            if (!isWhole(c)) {
                while (i < length && isPart(text.charAt(i)) && !isWhole(text.charAt(i))) {
                    i++;
                }
            }
            tokens.token(start, i);
        }
    }

    /** The tokens of a short text, such as a word of a query. */
    static List<String> tokens(String text) {
        List<String> found = new ArrayList<>();
        tokenize(text, (start, end) -> {
            StringBuilder token = new StringBuilder(end - start);
            for (int i = start; i < end; i++) {
                token.append(lower(text.charAt(i)));
            }
            found.add(token.toString());
        });
        return found;
    }

    static char lower(char c) {
        return c < 128 ? (ASCII[c] == 0 ? c : ASCII[c]) : Character.toLowerCase(c);
    }

    static boolean isPart(char c) {
        // Surrogates count as letters: a pair stays together, and no script beyond the first plane needs finer rules
        // here.
        return c < 128 ? ASCII[c] != 0 : Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    static boolean isWhole(char c) {
        return c >= 0x2E80 && Character.isIdeographic(c);
    }
}
