package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventHistory;
import io.weir.rules.event.EventPage;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.notify.Decision;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Events: pages, one, and a stream of changes. */
final class EventsApi {
    private record Page(List<EventView> events, @Nullable String nextCursor) {}

    private record HistoryView(Instant at, String kind, String by, String text) {
        static HistoryView of(EventHistory change) {
            return new HistoryView(
                    change.at(), change.kind().name().toLowerCase(Locale.ROOT), change.by(), change.text());
        }
    }

    private record DecisionView(
            String receiver,
            String channel,
            String reason,
            String detail,
            Instant firstAt,
            Instant lastAt,
            int times,
            String notification) {
        static DecisionView of(Decision decision) {
            return new DecisionView(
                    decision.receiver(),
                    decision.channel(),
                    decision.reason().name().toLowerCase(Locale.ROOT),
                    decision.detail(),
                    decision.firstAt(),
                    decision.lastAt(),
                    decision.times(),
                    decision.notification());
        }
    }

    private final Rules rules;
    private final EventStreams streams;
    private final Clock clock;

    EventsApi(Rules rules, EventStreams streams, Clock clock) {
        this.rules = rules;
        this.streams = streams;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/events", this::page);
        routes.get("/api/v1/events/stream", this::stream);
        routes.get("/api/v1/events/{id}", this::one);
        routes.get("/api/v1/events/{id}/history", this::history);
        routes.get("/api/v1/events/{id}/notifications", this::notifications);
    }

    private void page(Context context) {
        Instant now = clock.instant();
        String format = Parameters.choice(context, "format", "json", "csv", "ndjson");
        EventQuery query = new EventQuery(
                Parameters.word(context, "state", EventState.class),
                Parameters.word(context, "severity", Severity.class),
                Parameters.text(context, "rule"),
                Parameters.text(context, "cluster"),
                Parameters.text(context, "jobId"),
                Parameters.text(context, "job"),
                Parameters.text(context, "q"),
                Parameters.time(context, "from", now),
                Parameters.time(context, "to", now),
                acknowledged(context),
                Parameters.text(context, "assignee"),
                Parameters.text(context, "cursor"),
                Parameters.limit(context));
        EventPage page = page(query);
        List<EventView> events = page.events().stream().map(EventView::of).toList();
        switch (format) {
            case "csv" -> Download.csv(context, "events", csv(events));
            case "ndjson" -> Download.ndjson(context, "events", events);
            default -> Answer.data(context, new Page(events, page.nextCursor()));
        }
    }

    private static @Nullable Boolean acknowledged(Context context) {
        String text = Parameters.text(context, "acknowledged");
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw ApiException.badData("acknowledged must be true or false, got " + text);
        };
    }

    private EventPage page(EventQuery query) {
        try {
            return rules.events(query);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("cursor: " + e.getMessage());
        }
    }

    private static Csv csv(List<EventView> events) {
        Csv csv = new Csv(
                "startsAt",
                "firedAt",
                "resolvedAt",
                "state",
                "severity",
                "rule",
                "cluster",
                "job",
                "jobId",
                "process",
                "vertex",
                "summary",
                "value",
                "resolvedBecause",
                "flapping",
                "acknowledgedBy",
                "acknowledgedAt",
                "assignee",
                "id");
        events.forEach(event -> csv.row(Arrays.<@Nullable Object>asList(
                event.startsAt(),
                event.firedAt(),
                event.resolvedAt(),
                event.state(),
                event.severity(),
                event.rule(),
                event.subject().cluster(),
                event.subject().jobName(),
                event.subject().jobId(),
                event.subject().process(),
                event.subject().vertexName(),
                event.summary(),
                event.value(),
                event.resolvedBecause(),
                event.flapping(),
                event.acknowledgement() == null ? null : event.acknowledgement().by(),
                event.acknowledgement() == null ? null : event.acknowledgement().at(),
                event.assignment() == null ? null : event.assignment().assignee(),
                event.id())));
        return csv;
    }

    private void one(Context context) {
        Answer.data(context, EventView.of(find(context)));
    }

    private void history(Context context) {
        Answer.data(
                context,
                rules.eventDesk().history(find(context)).stream()
                        .map(HistoryView::of)
                        .toList());
    }

    private void notifications(Context context) {
        Answer.data(
                context,
                rules.onCall().decisions(find(context).id()).stream()
                        .map(DecisionView::of)
                        .toList());
    }

    private Event find(Context context) {
        String id = context.pathParam("id");
        return rules.eventDesk()
                .find(id)
                .orElseThrow(() -> ApiException.notFound("there is no event " + id + "; it may have been too old"));
    }

    private void stream(Context context) {
        streams.open(context, client -> rules.onEvent(event -> client.offer("event", EventView.of(event))));
    }
}
