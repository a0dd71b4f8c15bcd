package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.route.Matchers;
import io.weir.rules.silence.Silence;
import io.weir.rules.silence.SilenceDraft;
import io.weir.rules.silence.SilenceException;
import io.weir.web.api.AlertmanagerJson.GettableSilence;
import io.weir.web.api.AlertmanagerJson.PostableSilence;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Silences in the shapes of Alertmanager's API, version 2; a fault is a JSON text, as there. */
final class AlertmanagerSilencesApi {
    private record Made(String silenceID) {}

    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    AlertmanagerSilencesApi(Rules rules, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v2/silences", this::list);
        routes.post(Permission.HANDLE_EVENTS, "/api/v2/silences", this::set);
        routes.get("/api/v2/silence/{silenceID}", this::one);
        routes.delete(Permission.HANDLE_EVENTS, "/api/v2/silence/{silenceID}", this::expire);
    }

    private void list(Context context) {
        List<Matchers> filters = AlertmanagerApi.filters(context);
        Instant now = clock.instant();
        AlertmanagerApi.send(
                context,
                rules.onCall().silences().list().stream()
                        .filter(silence -> filters.stream().allMatch(filter -> isAbout(silence, filter)))
                        .map(silence -> GettableSilence.of(silence, now))
                        .toList());
    }

    /** As Alertmanager has it: the texts that the matchers compare with are taken for labels. */
    private static boolean isAbout(Silence silence, Matchers filter) {
        Map<String, String> texts = silence.matchers().all().stream()
                .collect(Collectors.toMap(
                        matcher -> matcher.name(), matcher -> matcher.value(), (first, second) -> second));
        return filter.matches(texts);
    }

    private void one(Context context) {
        rules.onCall()
                .silences()
                .find(context.pathParam("silenceID"))
                .ifPresentOrElse(
                        silence -> AlertmanagerApi.send(context, GettableSilence.of(silence, clock.instant())),
                        () -> fault(context, 404, "silence not found"));
    }

    private void set(Context context) {
        PostableSilence wanted = JsonBody.read(context, PostableSilence.class);
        Instant end = wanted.endsAt();
        if (end == null) {
            fault(context, 400, "endsAt is missing");
            return;
        }
        try {
            Silence silence = rules.onCall()
                    .silences()
                    .set(new SilenceDraft(
                            wanted.id() == null || wanted.id().isEmpty() ? null : wanted.id(),
                            wanted.conditions(),
                            wanted.startsAt(),
                            end,
                            wanted.createdBy() == null ? "" : wanted.createdBy(),
                            wanted.comment() == null ? "" : wanted.comment(),
                            null));
            note(context, "set silence", silence);
            AlertmanagerApi.send(context, new Made(silence.id()));
        } catch (SilenceException e) {
            fault(context, e.reason() == SilenceException.Reason.UNKNOWN ? 404 : 400, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            fault(context, 400, "matchers: " + e.getMessage());
        }
    }

    private void expire(Context context) {
        try {
            note(context, "expire silence", rules.onCall().silences().expire(context.pathParam("silenceID")));
            context.status(200);
        } catch (SilenceException e) {
            fault(context, 404, String.valueOf(e.getMessage()));
        }
    }

    private static void fault(Context context, int status, String message) {
        context.status(status);
        AlertmanagerApi.send(context, message);
    }

    private void note(Context context, String what, Silence silence) {
        audit.add(AuditNote.of(context, clock, what, silence.matchers() + " (" + silence.id() + ")", "ok"));
    }
}
