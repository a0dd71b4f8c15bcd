package io.weir.web.api;

import io.weir.web.audit.AuditTrail;

/** Who did what. */
final class AuditApi {
    private final AuditTrail audit;

    AuditApi(AuditTrail audit) {
        this.audit = audit;
    }

    void register(Routes routes) {
        routes.adminGet("/api/v1/audit", context -> Answer.data(context, audit.newest(Parameters.limit(context))));
    }
}
