package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drills. */
final class DemoApi {
    private record DrillView(
            String name,
            String title,
            String titleZh,
            String description,
            String descriptionZh,
            String expect,
            String expectZh,
            long durationMs,
            @Nullable Instant runningUntil) {
        static DrillView of(Drills.Drill drill) {
            return new DrillView(
                    drill.name(),
                    drill.title(),
                    drill.titleZh(),
                    drill.description(),
                    drill.descriptionZh(),
                    drill.expect(),
                    drill.expectZh(),
                    drill.duration().toMillis(),
                    drill.runningUntil());
        }
    }

    private final Drills drills;
    private final AuditTrail audit;
    private final Clock clock;

    DemoApi(Drills drills, AuditTrail audit, Clock clock) {
        this.drills = drills;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(
                "/api/v1/demo/drills",
                context -> Answer.data(
                        context, drills.list().stream().map(DrillView::of).toList()));
        routes.post(Permission.OPERATE_DEPLOYMENTS, "/api/v1/demo/drills/{name}", this::run);
    }

    private void run(Context context) {
        String name = context.pathParam("name");
        Optional<Drills.Run> run;
        try {
            run = drills.run(name);
        } catch (IllegalStateException e) {
            audit(context, name, String.valueOf(e.getMessage()));
            throw ApiException.conflict(String.valueOf(e.getMessage()));
        }
        audit(context, name, run.isPresent() ? "ok" : "no such drill");
        context.status(202);
        Answer.data(context, run.orElseThrow(() -> ApiException.notFound(unknown(name))));
    }

    private String unknown(String name) {
        if (drills.list().isEmpty()) {
            return "this Weir runs no demo, so there is no drill to run";
        }
        return "there is no drill \"" + name + "\"; there are "
                + String.join(
                        ", ", drills.list().stream().map(Drills.Drill::name).toList());
    }

    private void audit(Context context, String name, String outcome) {
        audit.add(AuditNote.of(context, clock, "drill", name, outcome));
    }
}
