package io.weir.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.event.Event;
import io.weir.rules.maintenance.Maintenance;
import io.weir.rules.maintenance.MaintenanceChange;
import io.weir.rules.maintenance.MaintenanceException;
import io.weir.rules.maintenance.MaintenanceWindow;
import io.weir.rules.route.RoutingFault;
import io.weir.rules.route.RoutingReader;
import io.weir.rules.route.RoutingText;
import io.weir.rules.route.TimeInterval;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maintenance windows: listed, made, changed, deleted. */
final class MaintenanceApi {
    private record WindowView(
            String id,
            long version,
            String name,
            String state,
            List<String> matchers,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            JsonNode times,
            String comment,
            String changedBy,
            Instant changedAt,
            @Nullable Instant nextStart,
            @Nullable Instant activeUntil,
            int covered) {}

    private record VersionView(
            long version,
            String action,
            String changedBy,
            Instant changedAt,
            String name,
            List<String> matchers,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            JsonNode times,
            String comment) {
        static VersionView of(MaintenanceWindow window) {
            Maintenance maintenance = window.maintenance();
            return new VersionView(
                    window.version(),
                    window.action().name().toLowerCase(Locale.ROOT),
                    window.changedBy(),
                    window.changedAt(),
                    maintenance.name(),
                    maintenance.matchers().texts(),
                    maintenance.startsAt(),
                    maintenance.endsAt(),
                    RoutingText.times(maintenance.times()),
                    maintenance.comment());
        }
    }

    private record Wanted(
            @Nullable String name,
            @Nullable List<String> matchers,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable JsonNode times,
            @Nullable String comment) {}

    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    MaintenanceApi(Rules rules, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/maintenance", this::list);
        routes.post(Permission.EDIT_ALERTS, "/api/v1/maintenance", this::create);
        routes.get("/api/v1/maintenance/{id}", this::one);
        routes.put(Permission.EDIT_ALERTS, "/api/v1/maintenance/{id}", this::replace);
        routes.delete(Permission.EDIT_ALERTS, "/api/v1/maintenance/{id}", this::delete);
        routes.get("/api/v1/maintenance/{id}/history", this::history);
    }

    private static WindowView view(MaintenanceWindow window, List<Event> firing, Instant now) {
        Maintenance maintenance = window.maintenance();
        boolean active = maintenance.isActive(now);
        long covered = active
                ? firing.stream()
                        .filter(event -> maintenance.matchers().matches(event.labels()))
                        .count()
                : 0;
        return new WindowView(
                window.id(),
                window.version(),
                maintenance.name(),
                maintenance.state(now).name().toLowerCase(Locale.ROOT),
                maintenance.matchers().texts(),
                maintenance.startsAt(),
                maintenance.endsAt(),
                RoutingText.times(maintenance.times()),
                maintenance.comment(),
                window.changedBy(),
                window.changedAt(),
                active ? null : maintenance.nextStart(now).orElse(null),
                active ? maintenance.currentEnd(now).orElse(null) : null,
                (int) covered);
    }

    private void list(Context context) {
        Maintenance.State state = Parameters.word(context, "state", Maintenance.State.class);
        Instant now = clock.instant();
        List<Event> firing = ActiveEvents.firing(rules);
        Answer.data(
                context,
                rules.onCall().maintenance().all().stream()
                        .filter(window -> state == null || window.maintenance().state(now) == state)
                        .map(window -> view(window, firing, now))
                        .toList());
    }

    private void one(Context context) {
        answer(context, rules.onCall().maintenance().find(id(context)).orElseThrow(() -> missing(context)));
    }

    private void answer(Context context, MaintenanceWindow window) {
        context.header("ETag", "\"" + window.version() + "\"");
        Answer.data(context, view(window, ActiveEvents.firing(rules), clock.instant()));
    }

    private void create(Context context) {
        MaintenanceWindow made;
        try {
            made = rules.onCall().maintenance().create(wanted(context), person(context));
        } catch (MaintenanceException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
        audit.add(AuditNote.changed(
                context, clock, "create maintenance window", named(made), null, VersionView.of(made)));
        context.status(201);
        answer(context, made);
    }

    private void replace(Context context) {
        long seen = IfMatch.version(context);
        VersionView before = before(context);
        MaintenanceChange change;
        try {
            change = rules.onCall().maintenance().replace(id(context), seen, wanted(context), person(context));
        } catch (MaintenanceException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
        answer(context, done(context, "change maintenance window", before, change));
    }

    private void delete(Context context) {
        VersionView before = before(context);
        done(
                context,
                "delete maintenance window",
                before,
                rules.onCall().maintenance().delete(id(context), IfMatch.version(context), person(context)));
        Answer.done(context);
    }

    private @Nullable VersionView before(Context context) {
        return rules.onCall()
                .maintenance()
                .find(id(context))
                .map(VersionView::of)
                .orElse(null);
    }

    private MaintenanceWindow done(
            Context context, String what, @Nullable VersionView before, MaintenanceChange change) {
        if (change instanceof MaintenanceChange.Done done) {
            VersionView after =
                    rules.onCall().maintenance().find(id(context)).isPresent() ? VersionView.of(done.window()) : null;
            audit.add(AuditNote.changed(context, clock, what, named(done.window()), before, after));
            return done.window();
        }
        if (change instanceof MaintenanceChange.Outdated outdated) {
            MaintenanceWindow newest = outdated.newest();
            note(context, what, id(context), "outdated");
            throw ApiException.outdated("the window was changed by " + newest.changedBy() + " at " + newest.changedAt()
                    + " to version " + newest.version() + "; read it again and make the change anew");
        }
        throw missing(context);
    }

    private void history(Context context) {
        List<MaintenanceWindow> history = rules.onCall().maintenance().history(id(context));
        if (history.isEmpty()) {
            throw missing(context);
        }
        Answer.data(context, history.stream().map(VersionView::of).toList());
    }

    private static Maintenance wanted(Context context) {
        Wanted wanted = JsonBody.read(context, Wanted.class);
        return new Maintenance(
                wanted.name() == null ? "" : wanted.name(),
                SilencesApi.matchers(wanted.matchers()),
                wanted.startsAt(),
                wanted.endsAt(),
                times(wanted.times()),
                wanted.comment() == null ? "" : wanted.comment());
    }

    private static List<TimeInterval> times(@Nullable JsonNode times) {
        if (times == null || times.isNull()) {
            return List.of();
        }
        List<RoutingFault> faults = new ArrayList<>();
        List<TimeInterval> read = new RoutingReader(faults).times(times, "times");
        if (!faults.isEmpty()) {
            throw ApiException.badData(
                    faults.stream().map(RoutingFault::toString).collect(Collectors.joining("\n")));
        }
        return read;
    }

    private static String id(Context context) {
        return context.pathParam("id");
    }

    private static String person(Context context) {
        return Guard.principal(context).username();
    }

    private static String named(MaintenanceWindow window) {
        return window.maintenance().name() + " (" + window.id() + ")";
    }

    private static ApiException missing(Context context) {
        return ApiException.notFound("there is no maintenance window " + id(context) + "; it may have been deleted");
    }

    private void note(Context context, String what, String subject, String outcome) {
        audit.add(AuditNote.of(context, clock, what, subject, outcome));
    }
}
