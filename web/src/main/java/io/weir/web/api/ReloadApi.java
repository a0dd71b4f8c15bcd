package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /-/reload}: reads the rule files and the certificate anew, as Prometheus' lifecycle API does. */
final class ReloadApi {
    private final Rules rules;
    private final Upkeep upkeep;
    private final AuditTrail audit;
    private final Clock clock;

    ReloadApi(Rules rules, Upkeep upkeep, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.upkeep = upkeep;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.post(Permission.EDIT_SYSTEM, "/-/reload", this::reload);
    }

    private void reload(Context context) {
        List<String> faults = new ArrayList<>(rules.ruleFiles().reload());
        faults.addAll(upkeep.reload());
        String outcome = faults.isEmpty() ? "ok" : faults.size() + " faults";
        audit.add(AuditNote.of(context, clock, "reload", "rule files, certificate", outcome));
        if (faults.isEmpty()) {
            Answer.done(context);
        } else {
            Answer.error(
                    context,
                    500,
                    "internal",
                    "failed to reload; what is named here stays as it was:\n" + String.join("\n", faults));
        }
    }
}
