package io.weir.diagnosis.index;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where hits come from, in order. */
interface Pages {
    /**
     * The next hits behind a position, or the first.
     *
     * @param fromMillis inclusive
     * @param toMillis exclusive
     */
    PageSearch.Slice slice(
            Clause clause,
            long fromMillis,
            long toMillis,
            @Nullable RecordPosition after,
            int limit,
            boolean newestFirst)
            throws IOException;

    /** Damage that was met, as in {@link LogPage}. */
    List<String> damage();

    /** Pages of a view of the blocks on this machine, as far as the budget goes. */
    record Blocks(StoreView view, Budget budget) implements Pages {
        @Override
        public PageSearch.Slice slice(
                Clause clause,
                long fromMillis,
                long toMillis,
                @Nullable RecordPosition after,
                int limit,
                boolean newestFirst)
                throws IOException {
            Search search = new Search(view, clause, fromMillis, toMillis, budget);
            return new PageSearch(search, after, limit, newestFirst).run();
        }

        @Override
        public List<String> damage() {
            return view.damage();
        }
    }
}
