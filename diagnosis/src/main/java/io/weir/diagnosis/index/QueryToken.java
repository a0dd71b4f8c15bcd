package io.weir.diagnosis.index;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a query text.
 *
 * @param position zero-based offset into the text
 * @param field what stands before the colon of a term, else null
 * @param text of a term, without the quotes of a phrase
 */
record QueryToken(Type type, int position, @Nullable String field, String text) {
    /** What a piece is. */
    enum Type {
        OPEN,
        CLOSE,
        AND,
        OR,
        NOT,
        WORD,
        PHRASE,
        END
    }
}
