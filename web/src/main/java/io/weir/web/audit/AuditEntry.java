package io.weir.web.audit;

import java.time.Instant;

/**
 * One thing somebody did or tried.
 *
 * @param actor the account's name as it was given
 * @param action such as {@code login}, {@code drill}, {@code resend}
 * @param subject what it was done to; empty when there is nothing
 * @param outcome such as {@code ok} or {@code wrong password}
 * @param address the client's address
 */
public record AuditEntry(Instant at, String actor, String action, String subject, String outcome, String address) {
    private static final int LONGEST = 255;

    public AuditEntry {
        // Names come from whoever knocks: what is kept of them is bounded.
        actor = cut(actor, 64);
        subject = cut(subject, LONGEST);
        outcome = cut(outcome, LONGEST);
        address = cut(address, 64);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
