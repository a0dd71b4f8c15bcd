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
}
