package io.weir.rules.notify;

import io.weir.rules.event.Event;
import java.util.List;
import java.util.Optional;

/** What the dispatcher reads of the event store. */
interface EventLookup {
    /** Everything pending or firing. */
    List<Event> active();

    Optional<Event> find(String id);
}
