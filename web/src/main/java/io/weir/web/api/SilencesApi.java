package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.route.Matchers;
import io.weir.rules.silence.Silence;
import io.weir.rules.silence.SilenceDraft;
import io.weir.rules.silence.SilenceException;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Silences: listed, made, changed, ended, and what one would silence. */
final class SilencesApi {
    /** How long a silence lasts at most that ends with an event, when nobody says. */
    private static final Duration LONGEST_UNTIL_RESOLVED = Duration.ofDays(30);

    private record SilenceView(
            String id,
            String state,
            List<String> matchers,
            Instant startsAt,
            Instant endsAt,
            Instant updatedAt,
            String createdBy,
            String comment,
            @Nullable String untilResolved,
            int silenced) {}

    private record Wanted(
            @Nullable List<String> matchers,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String comment,
            @Nullable String untilResolved) {}

    private record PreviewView(List<EventView> events, int more) {}

    private static final int MOST_SHOWN = 100;

    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    SilencesApi(Rules rules, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/silences", this::list);
        routes.post(Permission.HANDLE_EVENTS, "/api/v1/silences", this::create);
        routes.post(Permission.HANDLE_EVENTS, "/api/v1/silences/preview", this::preview);
        routes.get("/api/v1/silences/{id}", this::one);
        routes.put(Permission.HANDLE_EVENTS, "/api/v1/silences/{id}", this::change);
        routes.delete(Permission.HANDLE_EVENTS, "/api/v1/silences/{id}", this::expire);
    }

    private SilenceView view(Silence silence, List<Event> firing, Instant now) {
        Silence.State state = silence.state(now);
        long silenced = state == Silence.State.ACTIVE
                ? firing.stream()
                        .filter(event -> silence.matchers().matches(event.labels()))
                        .count()
                : 0;
        return new SilenceView(
                silence.id(),
                state.name().toLowerCase(Locale.ROOT),
                silence.matchers().texts(),
                silence.startsAt(),
                silence.endsAt(),
                silence.updatedAt(),
                silence.createdBy(),
                silence.comment(),
                silence.untilResolved(),
                (int) silenced);
    }

    private void list(Context context) {
        Silence.State state = Parameters.word(context, "state", Silence.State.class);
        Map<String, String> labels = eventLabels(context);
        Instant now = clock.instant();
        List<Event> firing = ActiveEvents.firing(rules);
        Answer.data(
                context,
                rules.onCall().silences().list().stream()
                        .filter(silence -> state == null || silence.state(now) == state)
                        .filter(silence ->
                                labels.isEmpty() || silence.matchers().matches(labels))
                        .limit(Parameters.integer(context, "limit", 1000, 1, 10_000))
                        .map(silence -> view(silence, firing, now))
                        .toList());
    }

    /** The labels of the event that is asked for; none when none is. */
    private Map<String, String> eventLabels(Context context) {
        String id = Parameters.text(context, "event");
        return id == null ? Map.of() : event(id).labels();
    }

    private Event event(String id) {
        return rules.event(id).orElseThrow(() -> ApiException.notFound("there is no event " + id));
    }

    private void one(Context context) {
        String id = context.pathParam("id");
        answer(context, rules.onCall().silences().find(id).orElseThrow(() -> missing(id)));
    }

    private void answer(Context context, Silence silence) {
        Answer.data(context, view(silence, ActiveEvents.firing(rules), clock.instant()));
    }

    private void create(Context context) {
        Silence made = set(context, null);
        note(context, "create silence", null, made);
        context.status(201);
        answer(context, made);
    }

    private void change(Context context) {
        String id = context.pathParam("id");
        Silence before = rules.onCall().silences().find(id).orElse(null);
        Silence changed = set(context, id);
        note(context, "change silence", before, changed);
        answer(context, changed);
    }

    private Silence set(Context context, @Nullable String id) {
        Wanted wanted = JsonBody.read(context, Wanted.class);
        String until = wanted.untilResolved() == null ? null : fingerprint(wanted.untilResolved());
        Instant end = wanted.endsAt();
        if (end == null && until != null) {
            end = clock.instant().plus(LONGEST_UNTIL_RESOLVED);
        }
        if (end == null) {
            throw ApiException.badData("endsAt is missing; write a time such as 2026-01-31T12:00:00Z");
        }
        SilenceDraft draft = new SilenceDraft(
                id,
                matchers(wanted.matchers()),
                wanted.startsAt(),
                end,
                Guard.principal(context).username(),
                wanted.comment() == null ? "" : wanted.comment(),
                until);
        try {
            return rules.onCall().silences().set(draft);
        } catch (SilenceException e) {
            throw refused(e);
        }
    }

    /** The fingerprint of an event that goes on, by its id or its fingerprint. */
    private String fingerprint(String text) {
        boolean known = ActiveEvents.firing(rules).stream()
                .anyMatch(event -> event.fingerprint().equals(text));
        if (known
                || rules.onCall().silences().list().stream()
                        .anyMatch(silence -> text.equals(silence.untilResolved()))) {
            return text;
        }
        Event event = event(text);
        if (event.state() == EventState.RESOLVED) {
            throw ApiException.badData("untilResolved: the event " + text + " is over already");
        }
        return event.fingerprint();
    }

    static Matchers matchers(@Nullable List<String> texts) {
        try {
            return Matchers.parse(texts == null ? List.of() : texts);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("matchers: " + e.getMessage());
        }
    }

    static ApiException refused(SilenceException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case UNKNOWN -> ApiException.notFound(message);
            case FULL -> ApiException.tooMany(message);
            case EXPIRED, INVALID -> ApiException.badData(message);
        };
    }

    private void preview(Context context) {
        Matchers matchers = matchers(JsonBody.read(context, Wanted.class).matchers());
        List<Event> silenced = matchers.isEmpty()
                ? List.of()
                : ActiveEvents.firing(rules).stream()
                        .filter(event -> matchers.matches(event.labels()))
                        .toList();
        Answer.data(
                context,
                new PreviewView(
                        silenced.stream().limit(MOST_SHOWN).map(EventView::of).toList(),
                        Math.max(0, silenced.size() - MOST_SHOWN)));
    }

    private void expire(Context context) {
        String id = context.pathParam("id");
        try {
            Silence before = rules.onCall().silences().find(id).orElse(null);
            Silence expired = rules.onCall().silences().expire(id);
            note(context, "expire silence", before, expired);
            answer(context, expired);
        } catch (SilenceException e) {
            throw refused(e);
        }
    }

    private static ApiException missing(String id) {
        return ApiException.notFound("there is no silence " + id + "; it may have ended long ago");
    }

    private void note(Context context, String what, @Nullable Silence before, Silence after) {
        Instant now = clock.instant();
        audit.add(AuditNote.changed(
                context,
                clock,
                what,
                after.matchers() + " (" + after.id() + ")",
                before == null ? null : view(before, List.of(), now),
                view(after, List.of(), now)));
    }
}
