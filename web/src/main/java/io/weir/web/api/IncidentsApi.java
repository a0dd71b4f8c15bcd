package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.incident.Incident;
import io.weir.diagnosis.incident.IncidentQuery;
import io.weir.diagnosis.incident.IncidentState;
import io.weir.rules.Rules;
import io.weir.web.audit.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Incidents: pages, one, its timeline, one as a file. */
final class IncidentsApi {
    /** What incidents may be asked for by; merged ones answer as what they were merged into. */
    private enum State {
        OPEN,
        CLOSED
    }

    private record Page(
            List<IncidentView> incidents, @Nullable String nextCursor) {}

    private static final int MOST = 500;

    private final Diagnosis diagnosis;
    private final Clock clock;
    private final IncidentExport export;

    private final IncidentTimeline timeline;

    IncidentsApi(Collector collector, Rules rules, Diagnosis diagnosis, AuditTrail audit, Clock clock) {
        this.timeline = new IncidentTimeline(rules, diagnosis, audit, clock);
        this.export = new IncidentExport(collector, diagnosis, timeline, clock);
        this.diagnosis = diagnosis;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/incidents", this::page);
        routes.get("/api/v1/incidents/{id}", context -> Answer.data(context, IncidentView.of(incident(context))));
        routes.get("/api/v1/incidents/{id}/timeline", this::timeline);
        routes.get("/api/v1/incidents/{id}/export", context -> export.export(context, incident(context)));
    }

    private void page(Context context) {
        String event = Parameters.text(context, "event");
        if (event != null) {
            List<IncidentView> of = diagnosis.incidents().ofEvent(event).stream()
                    .map(IncidentView::of)
                    .toList();
            Answer.data(context, new Page(of, null));
            return;
        }
        Instant now = clock.instant();
        State state = Parameters.word(context, "state", State.class);
        IncidentQuery.Page page = page(new IncidentQuery(
                state == null ? null : IncidentState.valueOf(state.name()),
                Parameters.text(context, "cluster"),
                Parameters.text(context, "jobId"),
                Parameters.text(context, "q"),
                Parameters.time(context, "from", now),
                Parameters.time(context, "to", now),
                Parameters.text(context, "cursor"),
                Parameters.integer(context, "limit", 50, 1, MOST)));
        Answer.data(
                context,
                new Page(page.incidents().stream().map(IncidentView::of).toList(), page.nextCursor()));
    }

    private IncidentQuery.Page page(IncidentQuery query) {
        try {
            return diagnosis.incidents().page(query);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
    }

    private Incident incident(Context context) {
        String id = context.pathParam("id");
        return diagnosis
                .incidents()
                .find(id)
                .orElseThrow(
                        () -> ApiException.notFound("there is no incident " + id + "; it may be past its retention"));
    }

    private void timeline(Context context) {
        Answer.data(
                context,
                timeline.of(incident(context)).stream()
                        .map(IncidentView.EntryView::of)
                        .toList());
    }
}
