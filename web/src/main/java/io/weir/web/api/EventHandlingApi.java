package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.event.Event;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Acknowledging events, and saying who looks after them. */
final class EventHandlingApi {
    private record Note(@Nullable String note) {}

    private record Assignee(@Nullable String assignee) {}

    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    EventHandlingApi(Rules rules, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.post(Permission.HANDLE_EVENTS, "/api/v1/events/{id}/acknowledge", this::acknowledge);
        routes.post(Permission.HANDLE_EVENTS, "/api/v1/events/{id}/unacknowledge", this::unacknowledge);
        routes.post(Permission.HANDLE_EVENTS, "/api/v1/events/{id}/assign", this::assign);
    }

    private void acknowledge(Context context) {
        Note body = JsonBody.read(context, Note.class);
        handle(context, "acknowledge event", (id, person) -> rules.eventDesk()
                .acknowledge(id, person, body.note() == null ? "" : body.note()));
    }

    private void unacknowledge(Context context) {
        handle(context, "unacknowledge event", (id, person) -> rules.eventDesk().unacknowledge(id, person));
    }

    private void assign(Context context) {
        String assignee = JsonBody.read(context, Assignee.class).assignee();
        if (assignee == null) {
            throw ApiException.badData("assignee is missing; write a name, or \"\" for nobody");
        }
        handle(
                context,
                assignee.isBlank() ? "unassign event" : "assign event to " + assignee.strip(),
                (id, person) -> rules.eventDesk().assign(id, person, assignee));
    }

    private interface Action {
        Optional<Event> take(String id, String person);
    }

    private void handle(Context context, String what, Action action) {
        String id = context.pathParam("id");
        String person = Guard.principal(context).username();
        Optional<Event> event;
        try {
            event = action.take(id, person);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
        String outcome = event.isPresent() ? "ok" : "no such event";
        audit.add(AuditNote.of(context, clock, what, id, outcome));
        Answer.data(
                context,
                event.map(EventView::of)
                        .orElseThrow(
                                () -> ApiException.notFound("there is no event " + id + "; it may have been too old")));
    }
}
