package io.weir.rules.notify;

import java.time.Instant;
import java.util.Optional;

/**
 * Ids of notifications: when it was decided and its place in the outbox, both in base 36. The time is in it because a receiver that drops
 * what it has must take what a Weir with a new database sends.
 */
final class NotificationId {
    private NotificationId() {}

    static String of(long seq, Instant at) {
        return Long.toString(at.toEpochMilli(), 36) + "-" + Long.toString(seq, 36);
    }

    /** The place in the outbox; empty for a text that is no id. */
    static Optional<Long> seq(String id) {
        try {
            return Optional.of(Long.parseLong(id.substring(id.indexOf('-') + 1), 36));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
