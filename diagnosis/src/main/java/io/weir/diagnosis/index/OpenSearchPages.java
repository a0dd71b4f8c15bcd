package io.weir.diagnosis.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages of hits in OpenSearch. Each record that it names is held against the clause itself, so it may name too many; it is asked on until the page is full.
 * For one thread.
 */
final class OpenSearchPages implements Pages {
    /** A page of long records ends early, so that an answer fits into memory. */
    private static final long MOST_PAGE_BYTES = 16L * 1024 * 1024;

    private static final int FIRST_BATCH = 200;
    private static final int MOST_BATCH = 5_000;
    private static final long BATCH_BYTES = 8L * 1024 * 1024;
    private final OpenSearchSearch search;

    OpenSearchPages(OpenSearchSearch search) {
        this.search = search;
    }

    /** Takes hits in order. */
    interface Taker {
        /** Returns false to be given no more. */
        boolean take(Found found);
    }

    @Override
    public PageSearch.Slice slice(
            Clause clause,
            long fromMillis,
            long toMillis,
            @Nullable RecordPosition after,
            int limit,
            boolean newestFirst)
            throws IOException {
        List<Found> found = new ArrayList<>();
        long[] bytes = {0};
        RecordPosition stopped =
                walk(clause, new QueryTimes(fromMillis, toMillis), after, limit + 1, newestFirst, each -> {
                    bytes[0] += each.record().bytes().length;
                    found.add(each);
                    return found.size() <= limit && (found.size() == 1 || bytes[0] <= MOST_PAGE_BYTES);
                });
        if (found.size() > limit || (found.size() > 1 && bytes[0] > MOST_PAGE_BYTES)) {
            List<Found> page = found.subList(0, found.size() - 1);
            return new PageSearch.Slice(page, page.get(page.size() - 1).position(), search.partial());
        }
        return new PageSearch.Slice(found, stopped, search.partial());
    }

    @Override
    public List<String> damage() {
        return List.of();
    }

    /**
     * Walks over hits until there are no more, the taker has enough, or the budget is spent.
     *
     * @param wanted how many the taker may take; a hint
     * @return where a walk that was cut short goes on; null when it was not
     */
    @Nullable
    RecordPosition walk(
            Clause clause,
            QueryTimes times,
            @Nullable RecordPosition after,
            int wanted,
            boolean newestFirst,
            Taker taker)
            throws IOException {
        OpenSearchQuery query = search.query(clause);
        RecordPosition position = after;
        int size = Math.min(FIRST_BATCH, wanted);
        while (true) {
            if (search.budget().isOver()) {
                return position == null
                        ? RecordPosition.before(newestFirst ? times.toMillis() : times.fromMillis())
                        : position;
            }
            JsonNode hits;
            try {
                hits = search.hits(query, times, position, size, newestFirst);
            } catch (OpenSearchRefusal e) {
                if (query.equals(OpenSearchQuery.anything())) {
                    throw e;
                }
                // A query of too many clauses, or nested too deeply: every record is looked at instead.
                query = OpenSearchQuery.anything();
                continue;
            }
            long bytes = 0;
            for (JsonNode hit : hits) {
                Found found = OpenSearchDocument.read(hit.path("_source"));
                position = found.position();
                bytes += found.record().bytes().length;
                if (clause.matches(new RecordView(found.stream(), found.record())) && !taker.take(found)) {
                    return null;
                }
            }
            search.budget().read(bytes);
            if (search.partial() != null) {
                return position;
            }
            if (hits.size() < size) {
                return null;
            }
            long average = Math.max(1, bytes / size);
            size = (int) Math.max(50, Math.min(MOST_BATCH, BATCH_BYTES / average));
        }
    }
}
