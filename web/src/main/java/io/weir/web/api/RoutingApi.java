package io.weir.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.promql.Durations;
import io.weir.rules.route.Inhibitions;
import io.weir.rules.route.Route;
import io.weir.rules.route.RouteTrace;
import io.weir.rules.route.Routing;
import io.weir.rules.route.RoutingChange;
import io.weir.rules.route.RoutingException;
import io.weir.rules.route.RoutingFault;
import io.weir.rules.route.RoutingInForce;
import io.weir.rules.route.RoutingReader;
import io.weir.rules.route.RoutingText;
import io.weir.rules.route.RoutingVersion;
import io.weir.rules.silence.Silence;
import io.weir.web.audit.AuditEntry;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Guard;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which routing is in force, changing it, and where an event would go. */
final class RoutingApi {
    private static final int VERSIONS = 200;

    private record RouteView(
            String id,
            String receiver,
            List<String> matchers,
            List<String> groupBy,
            long groupWaitMs,
            long groupIntervalMs,
            long repeatIntervalMs,
            boolean goesOn,
            List<String> muteTimeIntervals,
            List<String> activeTimeIntervals,
            List<RouteView> routes) {
        static RouteView of(Route route) {
            return new RouteView(
                    route.id(),
                    route.receiver(),
                    route.matchers().texts(),
                    route.groupBy().all()
                            ? List.of(Route.EVERY_LABEL)
                            : List.copyOf(route.groupBy().labels()),
                    route.groupWait().toMillis(),
                    route.groupInterval().toMillis(),
                    route.repeatInterval().toMillis(),
                    route.goOn(),
                    route.muteTimeIntervals(),
                    route.activeTimeIntervals(),
                    route.routes().stream().map(RouteView::of).toList());
        }
    }

    private record RoutingView(
            String source,
            long version,
            @Nullable String changedBy,
            @Nullable Instant changedAt,
            List<RoutingFault> problems,
            List<String> receivers,
            JsonNode routing,
            RouteView tree) {
        static RoutingView of(RoutingInForce inForce, List<String> receivers) {
            RoutingVersion newest = inForce.newest();
            return new RoutingView(
                    inForce.source().name().toLowerCase(Locale.ROOT),
                    inForce.version(),
                    newest == null ? null : newest.changedBy(),
                    newest == null ? null : newest.changedAt(),
                    inForce.problems(),
                    receivers,
                    RoutingText.write(inForce.routing()),
                    RouteView.of(inForce.tree().root()));
        }
    }

    private record VersionView(
            long version,
            String changedBy,
            Instant changedAt,
            @Nullable JsonNode routing) {
        static VersionView of(RoutingVersion version) {
            Routing routing = version.routing();
            return new VersionView(
                    version.version(),
                    version.changedBy(),
                    version.changedAt(),
                    routing == null ? null : RoutingText.write(routing));
        }
    }

    private record CheckView(
            List<RoutingFault> faults, @Nullable RouteView tree) {}

    private record Labels(@Nullable Map<String, String> labels) {}

    private record StepView(String id, int depth, String receiver, String verdict, String why) {}

    private record GroupView(
            String id, String receiver, String groupKey, Map<String, String> groupLabels, String repeatInterval) {}

    private record TestView(
            List<String> receivers,
            List<StepView> steps,
            List<GroupView> groups,
            List<String> silencedBy,
            @Nullable String inhibitedBy) {}

    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    RoutingApi(Rules rules, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(
                "/api/v1/routing", context -> answer(context, rules.routings().inForce()));
        routes.adminPut("/api/v1/routing", this::replace);
        routes.adminDelete("/api/v1/routing", this::revert);
        routes.adminPost("/api/v1/routing/check", this::check);
        routes.post("/api/v1/routing/test", this::test);
        routes.get("/api/v1/routing/history", this::history);
    }

    private void answer(Context context, RoutingInForce inForce) {
        context.header("ETag", "\"" + inForce.version() + "\"");
        Answer.data(context, RoutingView.of(inForce, rules.routings().receivers()));
    }

    private void replace(Context context) {
        long seen = IfMatch.version(context);
        List<RoutingFault> faults = new ArrayList<>();
        Routing wanted = read(context, faults);
        if (!faults.isEmpty()) {
            throw ApiException.badData(lines(faults));
        }
        try {
            done(context, "change routing", rules.routings().replace(seen, wanted, person(context)));
        } catch (RoutingException e) {
            throw ApiException.badData(lines(e.faults()));
        }
    }

    private void revert(Context context) {
        long seen = IfMatch.version(context);
        done(context, "take routing from the config file", rules.routings().revert(seen, person(context)));
    }

    private void done(Context context, String what, RoutingChange change) {
        if (change instanceof RoutingChange.Outdated outdated) {
            note(context, what, "version " + outdated.inForce().version(), "outdated");
            throw ApiException.outdated("the routing is at version "
                    + outdated.inForce().version() + "; read it again and make the change anew");
        }
        RoutingInForce now = ((RoutingChange.Done) change).inForce();
        note(context, what, "version " + now.version(), "ok");
        answer(context, now);
    }

    private static String lines(List<RoutingFault> faults) {
        return faults.stream().map(RoutingFault::toString).collect(Collectors.joining("\n"));
    }

    private static Routing read(Context context, List<RoutingFault> faults) {
        JsonNode body = JsonBody.read(context, ObjectNode.class);
        body.fieldNames().forEachRemaining(key -> {
            if (!RoutingReader.KEYS.contains(key)) {
                faults.add(new RoutingFault(
                        key, "unknown key \"" + key + "\"; known here: route, inhibit_rules, time_intervals"));
            }
        });
        return new RoutingReader(faults).read(body);
    }

    private void check(Context context) {
        List<RoutingFault> faults = new ArrayList<>();
        Routing wanted = read(context, faults);
        faults.addAll(rules.routings().faults(wanted));
        RouteView tree = faults.isEmpty() ? RouteView.of(wanted.tree().root()) : null;
        Answer.data(context, new CheckView(faults, tree));
    }

    private void history(Context context) {
        Answer.data(
                context,
                rules.routings().history(VERSIONS).stream().map(VersionView::of).toList());
    }

    private void test(Context context) {
        Map<String, String> labels = JsonBody.read(context, Labels.class).labels();
        if (labels == null) {
            throw ApiException.badData("labels is missing; write {\"labels\": {\"severity\": \"critical\"}}");
        }
        RoutingInForce inForce = rules.routings().inForce();
        RouteTrace trace = inForce.tree().explain(labels);
        Inhibitions inhibitions = new Inhibitions(inForce.routing().inhibitRules());
        ActiveEvents.firing(rules).forEach(inhibitions::note);
        Answer.data(
                context,
                new TestView(
                        trace.taken().stream().map(Route::receiver).toList(),
                        trace.steps().stream().map(RoutingApi::step).toList(),
                        trace.taken().stream()
                                .map(route -> group(route, labels))
                                .toList(),
                        rules.silences().silencing(labels, clock.instant()).stream()
                                .map(Silence::id)
                                .toList(),
                        inhibitions
                                .inhibiting(labels)
                                .map(Inhibitions.Inhibition::source)
                                .orElse(null)));
    }

    private static StepView step(RouteTrace.Step step) {
        return new StepView(
                step.route().id(),
                step.depth(),
                step.route().receiver(),
                step.verdict().name().toLowerCase(Locale.ROOT),
                step.why());
    }

    private static GroupView group(Route route, Map<String, String> labels) {
        var group = route.groupLabels(labels);
        return new GroupView(
                route.id(),
                route.receiver(),
                route.groupKey(group),
                group,
                Durations.text(route.repeatInterval().toMillis()));
    }

    private static String person(Context context) {
        return Guard.principal(context).username();
    }

    private void note(Context context, String what, String subject, String outcome) {
        audit.add(new AuditEntry(clock.instant(), person(context), what, subject, outcome, context.ip()));
    }
}
