package io.weir.diagnosis.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hits in the order asked for.
 *
 * @param nextCursor null on the last page
 * @param previousCursor of the page before, in the same order; null on an empty first page and before the first
 * @param partial null when the answer is whole; else why it was stopped, such as "stopped at the time budget of 10 s"
 * @param damaged stretches of block files that are damaged, as far as they were met: what they held is left out, whatever is asked for
 */
public record LogPage(
        List<Hit> hits,
        @Nullable String nextCursor,
        @Nullable String previousCursor,
        @Nullable String partial,
        List<String> damaged) {
    public LogPage {
        hits = List.copyOf(hits);
        damaged = List.copyOf(damaged);
    }
}
