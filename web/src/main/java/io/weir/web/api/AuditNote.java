package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.web.audit.AuditEntry;
import io.weir.web.auth.Guard;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What the audit trail keeps of a request: who asked, from where. */
final class AuditNote {
    private AuditNote() {}

    /** The entry of what whoever is logged in did now. */
    static AuditEntry of(Context context, Clock clock, String action, String subject, String outcome) {
        return new AuditEntry(
                clock.instant(), Guard.principal(context).username(), action, subject, outcome, context.ip());
    }

    /** The same of a change that was made: what it was and what it is, as the API shows them; null for what was not or is no more. */
    static AuditEntry changed(
            Context context,
            Clock clock,
            String action,
            String subject,
            @Nullable Object before,
            @Nullable Object after) {
        return new AuditEntry(
                clock.instant(),
                Guard.principal(context).username(),
                action,
                subject,
                "ok",
                context.ip(),
                before == null ? null : Json.write(before),
                after == null ? null : Json.write(after));
    }
}
