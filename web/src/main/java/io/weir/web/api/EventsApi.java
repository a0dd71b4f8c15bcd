package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.event.EventPage;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events: pages, one, and a stream of changes. */
final class EventsApi {
    private record Page(List<EventView> events, @Nullable String nextCursor) {}

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
                event.id())));
        return csv;
    }

    private void one(Context context) {
        String id = context.pathParam("id");
        Answer.data(
                context,
                rules.event(id)
                        .map(EventView::of)
                        .orElseThrow(
                                () -> ApiException.notFound("there is no event " + id + "; it may have been too old")));
    }

    private void stream(Context context) {
        streams.open(context, client -> rules.onEvent(event -> client.offer("event", EventView.of(event))));
    }
}
