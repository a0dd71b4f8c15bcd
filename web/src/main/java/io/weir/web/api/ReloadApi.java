package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.util.List;

/** {@code POST /-/reload}: reads the rule files anew, as Prometheus' lifecycle API does. */
final class ReloadApi {
    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    ReloadApi(Rules rules, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.post(Permission.EDIT_SYSTEM, "/-/reload", this::reload);
    }

    private void reload(Context context) {
        List<String> faults = rules.ruleFiles().reload();
        String outcome = faults.isEmpty() ? "ok" : faults.size() + " faults";
        audit.add(AuditNote.of(context, clock, "reload", "rule files", outcome));
        if (faults.isEmpty()) {
            Answer.done(context);
        } else {
            Answer.error(
                    context,
                    500,
                    "internal",
                    "failed to reload; these files keep the rules they had:\n" + String.join("\n", faults));
        }
    }
}
