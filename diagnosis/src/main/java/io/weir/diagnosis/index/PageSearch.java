package io.weir.diagnosis.index;

import io.weir.diagnosis.log.RawRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Finds the next hits in order. Opens no more blocks than it must: it ends when none that is left can hold a better hit. */
final class PageSearch {
    /** A page of long records ends early, so that an answer fits into memory. */
    private static final long MOST_PAGE_BYTES = 16L * 1024 * 1024;

    private final Search search;
    private final @Nullable RecordPosition cursor;
    private final int limit;
    private final boolean newestFirst;
    private final Comparator<Found> order;
    /** The best hits so far, the worst of them on top; one more than asked for tells whether there is another page. */
    private final PriorityQueue<Found> best;

    PageSearch(Search search, @Nullable RecordPosition cursor, int limit, boolean newestFirst) {
        this.search = cursor == null ? search : search.beyond(cursor, newestFirst);
        this.cursor = cursor;
        this.limit = limit;
        this.newestFirst = newestFirst;
        Comparator<Found> byPosition = Comparator.comparing(Found::position);
        this.order = newestFirst ? byPosition.reversed() : byPosition;
        this.best = new PriorityQueue<>(order.reversed());
    }

    /**
     * Hits in order.
     *
     * @param next where the rest begins, or null when there is none
     * @param partial as in {@link LogPage}
     */
    record Slice(
            List<Found> found,
            @Nullable RecordPosition next,
            @Nullable String partial) {}

    Slice run() throws IOException {
        Candidates candidates = search.candidates(newestFirst);
        while (!candidates.isEmpty() && !isSettled(candidates.bestMillis())) {
            if (search.budget().isOver()) {
                return page(search.budget().reason(), candidates.bestMillis());
            }
            Block block = candidates.next();
            if (block != null) {
                search.budget().read(block.header().rawBytes());
                check(block);
            }
        }
        if (search.budget().isOver()) {
            return page(search.budget().reason(), newestFirst ? search.fromMillis() - 1 : search.toMillis());
        }
        return page(null, 0);
    }

    private boolean isSettled(long bestMillis) {
        Found worst = best.size() > limit ? best.peek() : null;
        if (worst == null) {
            return false;
        }
        long at = worst.position().atMillis();
        return newestFirst ? at > bestMillis : at < bestMillis;
    }

    private void check(Block block) {
        long ordinal = block.header().firstOrdinal();
        for (RawRecord record : block.records()) {
            Found found = new Found(block.header().stream(), record, ordinal++);
            if (search.contains(record.header().atMillis())
                    && isAfterCursor(found)
                    && isBetter(found)
                    && search.clause().matches(new RecordView(found.stream(), record))) {
                best.add(found);
                if (best.size() > limit + 1) {
                    best.poll();
                }
            }
        }
    }

    private boolean isBetter(Found found) {
        Found worst = best.size() > limit ? best.peek() : null;
        return worst == null || order.compare(found, worst) < 0;
    }

    private boolean isAfterCursor(Found found) {
        RecordPosition after = cursor;
        if (after == null) {
            return true;
        }
        int compared = found.position().compareTo(after);
        return newestFirst ? compared < 0 : compared > 0;
    }

    /** A page that was stopped holds only what nothing unread can precede, and the next goes on from there. */
    private Slice page(@Nullable String partial, long unreadMillis) {
        List<Found> found = new ArrayList<>(best);
        found.sort(order);
        RecordPosition next = null;
        if (partial != null) {
            found.removeIf(each -> newestFirst
                    ? each.position().atMillis() <= unreadMillis
                    : each.position().atMillis() >= unreadMillis);
            next = RecordPosition.before(newestFirst ? unreadMillis + 1 : unreadMillis);
        }
        int size = 0;
        long bytes = 0;
        for (Found each : found) {
            bytes += each.record().bytes().length;
            if (size == limit || (size > 0 && bytes > MOST_PAGE_BYTES)) {
                return new Slice(found.subList(0, size), found.get(size - 1).position(), partial);
            }
            size++;
        }
        return new Slice(found, next, partial);
    }
}
