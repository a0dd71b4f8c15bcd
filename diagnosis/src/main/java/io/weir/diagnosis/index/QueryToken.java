package io.weir.diagnosis.index;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a query text.
 *
 * @param position zero-based offset into the text
 * @param valuePosition where {@code text} begins, behind the field
 * @param field what stands before the colon of a term, else null
 * @param text of a term, without the quotes of a phrase, the slashes of a regular expression and the brackets of a range
 */
record QueryToken(
        Type type,
        int position,
        int valuePosition,
        @Nullable String field,
        String text) {
    /** What a piece is. */
    enum Type {
        OPEN,
        CLOSE,
        AND,
        OR,
        NOT,
        WORD,
        PHRASE,
        REGEX,
        /** What stands in brackets behind a field, its brackets included. */
        RANGE,
        END
    }

    /** A term without a field as one with it. */
    QueryToken within(String group) {
        return field == null ? new QueryToken(type, position, valuePosition, group, text) : this;
    }

    boolean isWild() {
        return type == Type.WORD && (text.indexOf('*') >= 0 || text.indexOf('?') >= 0);
    }
}
