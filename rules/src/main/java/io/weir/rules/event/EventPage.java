package io.weir.rules.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events, newest start first.
 *
 * @param nextCursor null on the last page
 */
public record EventPage(List<Event> events, @Nullable String nextCursor) {
    public EventPage {
        events = List.copyOf(events);
    }

    /** A page of at most {@code limit} out of what was found when one more than that was asked for. */
    static EventPage of(List<Event> found, int limit) {
        if (found.size() <= limit) {
            return new EventPage(found, null);
        }
        List<Event> page = found.subList(0, limit);
        return new EventPage(page, Cursor.after(page.get(limit - 1)).text());
    }
}
