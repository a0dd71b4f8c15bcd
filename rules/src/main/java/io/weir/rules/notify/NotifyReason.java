package io.weir.rules.notify;

/** Why a receiver was told of an event, or was not. */
public enum NotifyReason {
    /** It was told that the event fires. */
    TOLD_FIRING,
    /** It was told once more that the event fires. */
    TOLD_AGAIN,
    /** Its policy wants it told so many times by now; the detail says how often. */
    REPEATED,
    /** It was told that the event is over. */
    TOLD_RESOLVED,
    /** It was told by a digest of what its channel's limit held back. */
    IN_DIGEST,
    /** Records wake nobody: the event matters less than {@link Notifications#LEAST_SEVERITY}. */
    BELOW_LEAST_SEVERITY,
    /** No route and no policy leads to a receiver that has a channel. */
    NO_RECEIVER,
    /** By the silence in the detail. */
    SILENCED,
    /** By the event in the detail. */
    INHIBITED,
    /** The route is silent in the time interval in the detail. */
    MUTED,
    /** By the maintenance window in the detail. */
    IN_MAINTENANCE,
    /** The receiver wants to hear of nothing now; the detail says until when. */
    QUIET_HOURS,
    /** Nobody acknowledged it for so long as the detail says, so one more receiver is told. */
    ESCALATED,
    /** By the person in the detail. */
    ACKNOWLEDGED,
    /** It was told before, and it is too early to say it again. */
    REPEAT_INTERVAL,
    /** It was over before it was told. */
    OVER_BEFORE_TOLD,
    /** It is over, and the receiver does not want to hear of that. */
    END_UNWANTED,
    /** Rules are not evaluated, so it is not known that all is well. */
    RULES_STAND_STILL,
    /** The event says that this channel fails; others are told. */
    FAILS_ITSELF,
    /** The notification was given up or refused; the detail says why. */
    NOT_DELIVERED,
    /** What was decided while the notification waited made it needless; the detail says what. */
    WITHDRAWN;

    /** Whether the receiver was told. */
    public boolean told() {
        return this == TOLD_FIRING || this == TOLD_AGAIN || this == TOLD_RESOLVED || this == IN_DIGEST;
    }

    /** Whether it may be told later without anything happening to the event. */
    boolean passes() {
        return this == SILENCED
                || this == INHIBITED
                || this == MUTED
                || this == IN_MAINTENANCE
                || this == QUIET_HOURS
                || this == RULES_STAND_STILL;
    }
}
