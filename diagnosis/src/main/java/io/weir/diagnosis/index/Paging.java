package io.weir.diagnosis.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search and the ways from it. A cursor is a position that never changes, so pages have no gaps and no doubles, whatever
 * arrives meanwhile; one that leads back begins with a mark.
 */
final class Paging {
    private static final String BACK = "~";
    private final Pages pages;
    private final Clause clause;
    private final LogQuery query;

    /** {@code clause} is what the query's text says. */
    Paging(Pages pages, Clause clause, LogQuery query) {
        this.pages = pages;
        this.clause = clause;
        this.query = query;
    }

    LogPage page() throws IOException {
        String cursor = query.cursor();
        if (cursor != null && cursor.startsWith(BACK)) {
            return back(RecordPosition.ofCursor(cursor.substring(BACK.length())));
        }
        RecordPosition after = cursor == null ? null : RecordPosition.ofCursor(cursor);
        PageSearch.Slice slice = slice(after, query.newestFirst());
        List<Found> found = slice.found();
        RecordPosition first = found.isEmpty() ? reaching(after) : found.get(0).position();
        return new LogPage(hits(found), forward(slice.next()), backward(first), slice.partial(), pages.damage());
    }

    /** The page before a position: found from there in the opposite order, told in the order that was asked for. */
    private LogPage back(RecordPosition before) throws IOException {
        PageSearch.Slice slice = slice(before, !query.newestFirst());
        List<Found> found = new ArrayList<>(slice.found());
        Collections.reverse(found);
        RecordPosition last = found.isEmpty()
                ? before.reaching(!query.newestFirst())
                : found.get(found.size() - 1).position();
        return new LogPage(hits(found), forward(last), backward(slice.next()), slice.partial(), pages.damage());
    }

    private PageSearch.Slice slice(@Nullable RecordPosition from, boolean newestFirst) throws IOException {
        QueryTimes times = QueryTimes.of(query);
        return pages.slice(clause, times.fromMillis(), times.toMillis(), from, query.limit(), newestFirst);
    }

    private @Nullable RecordPosition reaching(@Nullable RecordPosition position) {
        return position == null ? null : position.reaching(query.newestFirst());
    }

    private List<Hit> hits(List<Found> found) {
        return found.stream().map(each -> each.toHit(clause)).toList();
    }

    private static @Nullable String forward(@Nullable RecordPosition position) {
        return position == null ? null : position.toCursor();
    }

    private static @Nullable String backward(@Nullable RecordPosition position) {
        return position == null ? null : BACK + position.toCursor();
    }
}
