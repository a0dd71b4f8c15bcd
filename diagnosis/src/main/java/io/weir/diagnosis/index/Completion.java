package io.weir.diagnosis.index;

import java.util.List;

/**
 * What may stand at a place of a query.
 *
 * @param from where in the query text the suggestions go, as UTF-16 offset
 * @param to the end of what they replace, exclusive
 */
public record Completion(int from, int to, List<Suggestion> suggestions) {
    public Completion {
        suggestions = List.copyOf(suggestions);
    }

    /** A text to put in, and what it is. */
    public record Suggestion(String text, Kind kind) {}

    /** What a suggestion is. */
    public enum Kind {
        FIELD,
        VALUE,
        WORD
    }
}
