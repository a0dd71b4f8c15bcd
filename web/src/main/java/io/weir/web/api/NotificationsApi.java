package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.notify.Notification;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was sent to receivers, and sending it again. */
final class NotificationsApi {
    private record NotificationView(
            String id,
            String receiver,
            String channel,
            String state,
            List<String> eventIds,
            String summary,
            Instant createdAt,
            @Nullable Instant sentAt,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable String lastError) {
        static NotificationView of(Notification sent) {
            return new NotificationView(
                    sent.id(),
                    sent.receiver(),
                    sent.channel(),
                    sent.state().name().toLowerCase(Locale.ROOT),
                    sent.eventIds(),
                    sent.summary(),
                    sent.createdAt(),
                    sent.sentAt(),
                    sent.attempts(),
                    sent.nextAttemptAt(),
                    sent.lastError());
        }
    }

    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    NotificationsApi(Rules rules, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(
                "/api/v1/notifications",
                context -> Answer.data(
                        context,
                        rules.onCall().notifications(Parameters.limit(context)).stream()
                                .map(NotificationView::of)
                                .toList()));
        routes.post(Permission.HANDLE_EVENTS, "/api/v1/notifications/{id}/resend", this::resend);
    }

    private void resend(Context context) {
        String id = context.pathParam("id");
        boolean found = rules.onCall().resend(id);
        audit.add(AuditNote.of(context, clock, "resend", id, found ? "ok" : "no such notification"));
        if (!found) {
            throw ApiException.notFound("there is no undelivered notification " + id + " to send again");
        }
        Answer.done(context);
    }
}
