package io.weir.web.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing somebody did or tried.
 *
 * @param actor the account's name as it was given
 * @param action such as {@code login}, {@code drill}, {@code resend}
 * @param subject what it was done to; empty when there is nothing
 * @param outcome such as {@code ok} or {@code wrong password}
 * @param address the client's address
 * @param before what was changed as it was, mostly JSON; null where nothing was changed
 * @param after what it was changed to; null where nothing was, or where it was removed
 */
public record AuditEntry(
        Instant at,
        String actor,
        String action,
        String subject,
        String outcome,
        String address,
        @Nullable String before,
        @Nullable String after) {
    private static final int LONGEST = 255;

    /** A route tree is the longest thing that people change; what is longer is cut, and says so. */
    private static final int LONGEST_TEXT = 16_384;

    public AuditEntry {
        // Names come from whoever knocks: what is kept of them is bounded.
        actor = cut(actor, 64);
        subject = cut(subject, LONGEST);
        outcome = cut(outcome, LONGEST);
        address = cut(address, 64);
        before = before == null ? null : cut(before, LONGEST_TEXT);
        after = after == null ? null : cut(after, LONGEST_TEXT);
    }

    /** Without a change of anything. */
    public AuditEntry(Instant at, String actor, String action, String subject, String outcome, String address) {
        this(at, actor, action, subject, outcome, address, null, null);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
