package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.web.audit.AuditEntry;
import io.weir.web.auth.Guard;
import java.time.Clock;

/** What the audit trail keeps of a request: who asked, from where. */
final class AuditNote {
    private AuditNote() {}

    /** The entry of what whoever is logged in did now. */
    static AuditEntry of(Context context, Clock clock, String action, String subject, String outcome) {
        return new AuditEntry(
                clock.instant(), Guard.principal(context).username(), action, subject, outcome, context.ip());
    }
}
