package io.weir.collector.flink;

import java.util.List;

/**
 * What {@code /jobs/:id/exceptions} says.
 *
 * @param entries newest first
 * @param truncated true when Flink left out older ones that it has
 */
public record ExceptionPage(List<ExceptionEntry> entries, boolean truncated) {
    /** The page of a job that was not asked for yet. */
    public static final ExceptionPage EMPTY = new ExceptionPage(List.of(), false);

    public ExceptionPage {
        entries = List.copyOf(entries);
    }
}
