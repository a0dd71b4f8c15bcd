package io.weir.rules.notify;

import java.time.Instant;

/**
 * What was decided about telling a receiver of an event. The same decision made again is one with a higher count.
 *
 * @param destination the receiver and its channel, such as {@code on-call/webhook-0}; empty when it concerns none
 * @param detail by what or whom; empty when the reason says everything
 * @param firstAt when it was first so
 * @param lastAt when it was last so
 * @param times how often
 * @param notification the id of the notification that told it; empty when none did
 */
public record Decision(
        String eventId,
        String destination,
        NotifyReason reason,
        String detail,
        Instant firstAt,
        Instant lastAt,
        int times,
        String notification) {
    /** A receiver's or a person's text must not grow rows without bound. */
    private static final int LONGEST_DETAIL = 300;

    public Decision {
        if (detail.length() > LONGEST_DETAIL) {
            detail = detail.substring(0, LONGEST_DETAIL);
        }
    }

    static Decision of(String eventId, String destination, NotifyReason reason, String detail, Instant at) {
        return new Decision(eventId, destination, reason, detail, at, at, 1, "");
    }

    static Decision told(String eventId, String destination, NotifyReason reason, Instant at, String notification) {
        return new Decision(eventId, destination, reason, "", at, at, 1, notification);
    }

    /** The receiver's name. */
    public String receiver() {
        int slash = destination.lastIndexOf('/');
        return slash < 0 ? destination : destination.substring(0, slash);
    }

    /** The receiver's channel, such as {@code webhook-0}. */
    public String channel() {
        return destination.substring(destination.lastIndexOf('/') + 1);
    }
}
