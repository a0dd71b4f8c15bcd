package io.weir.diagnosis.index;

/**
 * The terms by which the index knows a token: the token in lower case with a mark before each capital that begins a part, and the rest
 * of it from each of its parts on. So a word that stands in the middle of a token is the beginning of a term, which an index finds at
 * once, and the mark tells whether it ends where a part does.
 */
final class IndexTerms {
    /** Stands before the capital of a part. No text has it within a token. */
    static final char MARK = '\u0001';

    /** The term of blocks with a token that is too long to be indexed whole. */
    static final String LONG = "\u0002";

    private final StringBuilder text = new StringBuilder();
    private final int[] starts = new int[WordParts.LONGEST + 1];
    private int count;

    /** Makes the terms of a token, of which longer ones than the index knows may be cut one unit behind that. */
    void of(CharSequence token) {
        text.setLength(0);
        count = 0;
        starts[count++] = 0;
        int length = Math.min(token.length(), WordParts.LONGEST);
        boolean parts = token.length() <= WordParts.LONGEST;
        for (int i = 0; i < length; i++) {
            char c = token.charAt(i);
            if (parts && i > 0 && c != '_') {
                boolean hump = WordParts.isHump(token, length, i);
                if (hump) {
                    text.append(MARK);
                }
                if (hump || token.charAt(i - 1) == '_') {
                    starts[count++] = text.length();
                }
            }
            text.append(Tokenizer.lower(c));
        }
        if (!parts) {
            starts[count++] = -1;
        }
    }

    int count() {
        return count;
    }

    /** A term; valid until the next token. */
    CharSequence get(int term) {
        int start = starts[term];
        return start < 0 ? LONG : text.subSequence(start, text.length());
    }
}
