package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.notify.link.ActionLink;
import io.weir.rules.notify.link.LinkUses;
import java.util.List;

/** What a link in a message can do now. */
public sealed interface LinkState {
    /** It is none of ours, or its message is forgotten. */
    record Unknown() implements LinkState {}

    record Expired(ActionLink link) implements LinkState {}

    record Used(ActionLink link, LinkUses.Use use) implements LinkState {}

    /** All its events are over, so there is nothing to do; it may still be used should one go on. */
    record Over(ActionLink link) implements LinkState {}

    /**
     * It can be used.
     *
     * @param receiver to whom the message went
     * @param events those of its message that go on
     */
    record Open(ActionLink link, String receiver, List<Event> events) implements LinkState {
        public Open {
            events = List.copyOf(events);
        }
    }

    /**
     * It was used just now.
     *
     * @param events about which something was done
     */
    record Done(ActionLink link, String receiver, List<Event> events) implements LinkState {
        public Done {
            events = List.copyOf(events);
        }
    }
}
