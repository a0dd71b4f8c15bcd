package io.weir.diagnosis.index;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds a record by its id. */
final class RecordFinder {
    private RecordFinder() {}

    /** The record, or null when it is not kept any more; {@code view} and {@code budget} are those of one question. */
    static @Nullable Found find(StoreView view, RecordId id, Budget budget) throws IOException {
        Search search = new Search(view, new Clause.Numbered(id), Long.MIN_VALUE, Long.MAX_VALUE, budget);
        Candidates candidates = search.candidates(true);
        while (!candidates.isEmpty() && !budget.isOver()) {
            Block block = candidates.next();
            if (block == null || block.header().stream().id() != id.stream()) {
                continue;
            }
            long index = id.ordinal() - block.header().firstOrdinal();
            if (index >= 0 && index < block.records().size()) {
                return new Found(block.header().stream(), block.records().get((int) index), id.ordinal());
            }
        }
        return null;
    }
}
