package io.weir.web.audit;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted. What is null is not looked at.
 *
 * @param actor the account, whole
 * @param text in the action, the subject, the outcome or the address, in any case
 * @param from at or after
 * @param to before
 * @param cursor entries with a smaller number than this, for the next page
 * @param limit the most entries, 1 to 1,000
 */
public record AuditQuery(
        @Nullable String actor,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long cursor,
        int limit) {
    /** The newest of all. */
    public static AuditQuery newest(int limit) {
        return new AuditQuery(null, null, null, null, null, limit);
    }

    boolean matches(NumberedEntry numbered) {
        AuditEntry entry = numbered.entry();
        return (actor == null || entry.actor().equals(actor))
                && (from == null || !entry.at().isBefore(from))
                && (to == null || entry.at().isBefore(to))
                && (cursor == null || numbered.number() < cursor)
                && (text == null || holds(entry, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean holds(AuditEntry entry, String small) {
        return (entry.action() + "\n" + entry.subject() + "\n" + entry.outcome() + "\n" + entry.address())
                .toLowerCase(Locale.ROOT)
                .contains(small);
    }
}
