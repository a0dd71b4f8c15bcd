package io.weir.rules.notify;

import io.weir.rules.event.Severity;
import java.time.Instant;
import java.util.Comparator;

/**
 * A notification as the outbox keeps it.
 *
 * @param seq the order in which they were decided
 * @param giveUpAt when retries end
 */
record Outgoing(long seq, Notification notification, Message message, Instant giveUpAt) {
    /** What matters most first, then what was decided first. */
    static final Comparator<Outgoing> URGENCY =
            Comparator.comparing(Outgoing::severity).reversed().thenComparingLong(Outgoing::seq);

    /** Where it goes: which channel of which receiver. */
    String destination() {
        return Destination.key(notification.receiver(), notification.channel());
    }

    /** The most severe of its events' that go on; of those that are over when none does. */
    Severity severity() {
        // A message names the most severe of what goes on first; queues ask so often that looking at all events would
        // be dear.
        return message.events().get(0).severity();
    }

    /** When it may be tried. */
    Instant nextAttempt() {
        Instant next = notification.nextAttemptAt();
        return next == null ? Instant.EPOCH : next;
    }

    Outgoing with(Notification newer) {
        return new Outgoing(seq, newer, message, giveUpAt);
    }
}
