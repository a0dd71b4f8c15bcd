package io.weir.rules.notify;

import io.weir.rules.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whom to tell that a receiver fails, when its routes lead to that receiver alone. */
final class ReceiverFailures {
    private static final String RULE = "ReceiverFailing";

    private final List<String> receivers;
    private final Predicate<String> fails;

    /**
     * With everybody who could be told.
     *
     * @param receivers those that have a channel, in the order of the config
     * @param fails whether a receiver is known to take nothing now
     */
    ReceiverFailures(List<String> receivers, Predicate<String> fails) {
        this.receivers = List.copyOf(receivers);
        this.fails = fails;
    }

    /** The channel that an event says fails, such as {@code on-call/webhook-0}; null when it is about something else. */
    static @Nullable String channel(Event event) {
        return event.rule().equals(RULE) ? event.subject().process() : null;
    }

    /** Those whom routes give, and somebody else when it is only the one that fails. */
    List<String> told(Event event, List<String> routed) {
        String channel = channel(event);
        if (channel == null) {
            return routed;
        }
        String failing = channel.substring(0, Math.max(0, channel.lastIndexOf('/')));
        boolean alone = routed.contains(failing)
                && routed.stream().noneMatch(one -> !one.equals(failing) && receivers.contains(one));
        String other = alone ? other(failing) : null;
        if (other == null) {
            return routed;
        }
        List<String> told = new ArrayList<>(routed);
        told.add(other);
        return told;
    }

    private @Nullable String other(String failing) {
        List<String> others =
                receivers.stream().filter(one -> !one.equals(failing)).toList();
        return others.stream().filter(fails.negate()).findFirst().orElse(others.isEmpty() ? null : others.get(0));
    }
}
