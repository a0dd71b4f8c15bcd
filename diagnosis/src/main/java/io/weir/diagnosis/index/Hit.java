package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogRecord;
import java.util.List;

/**
 * A record that satisfies a query.
 *
 * @param id stable: finds the record again
 * @param highlights where in {@code record.text()} the query's words stand, as UTF-16 offsets, sorted, not overlapping
 */
public record Hit(String id, LogRecord record, List<Span> highlights) {
    public Hit {
        highlights = List.copyOf(highlights);
    }

    /** A stretch of text, end exclusive. */
    public record Span(int start, int end) {}
}
