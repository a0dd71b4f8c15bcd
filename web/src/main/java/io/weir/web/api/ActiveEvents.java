package io.weir.web.api;

import io.weir.rules.Rules;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventPage;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every event that fires now, whichever rule it is of. */
final class ActiveEvents {
    private static final int PAGE = 1000;

    /** An answer about all of them must not grow without an end. */
    private static final int MOST = 20_000;

    private ActiveEvents() {}

    static List<Event> firing(Rules rules) {
        List<Event> firing = new ArrayList<>();
        String cursor = null;
        do {
            EventPage page = rules.events(query(cursor));
            firing.addAll(page.events());
            cursor = page.nextCursor();
        } while (cursor != null && firing.size() < MOST);
        return firing;
    }

    private static EventQuery query(@Nullable String cursor) {
        return new EventQuery(EventState.FIRING, null, null, null, null, null, null, null, null, cursor, PAGE);
    }
}
