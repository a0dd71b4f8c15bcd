package io.weir.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.route.Routing;
import io.weir.rules.route.RoutingChange;
import io.weir.rules.route.RoutingException;
import io.weir.rules.route.RoutingFault;
import io.weir.rules.route.RoutingInForce;
import io.weir.rules.route.RoutingText;
import io.weir.rules.route.RoutingVersion;
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

/** Which routing is in force, changing it, and where an event would go. */
final class RoutingApi {
    private static final int VERSIONS = 200;

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
                "/api/v1/routing",
                context -> answer(context, rules.onCall().routings().inForce()));
        routes.put(Permission.EDIT_ALERTS, "/api/v1/routing", this::replace);
        routes.delete(Permission.EDIT_ALERTS, "/api/v1/routing", this::revert);
        routes.get("/api/v1/routing/history", this::history);
    }

    private void answer(Context context, RoutingInForce inForce) {
        context.header("ETag", "\"" + inForce.version() + "\"");
        Answer.data(context, RoutingView.of(inForce, rules.onCall().routings().receivers()));
    }

    private void replace(Context context) {
        long seen = IfMatch.version(context);
        List<RoutingFault> faults = new ArrayList<>();
        Routing wanted = RoutingDraftApi.read(JsonBody.read(context, ObjectNode.class), faults);
        if (!faults.isEmpty()) {
            throw ApiException.badData(lines(faults));
        }
        RoutingView before = view();
        try {
            done(context, "change routing", before, rules.onCall().routings().replace(seen, wanted, person(context)));
        } catch (RoutingException e) {
            throw ApiException.badData(lines(e.faults()));
        }
    }

    private void revert(Context context) {
        long seen = IfMatch.version(context);
        done(
                context,
                "take routing from the config file",
                view(),
                rules.onCall().routings().revert(seen, person(context)));
    }

    private RoutingView view() {
        return RoutingView.of(
                rules.onCall().routings().inForce(), rules.onCall().routings().receivers());
    }

    private void done(Context context, String what, RoutingView before, RoutingChange change) {
        if (change instanceof RoutingChange.Outdated outdated) {
            note(context, what, "version " + outdated.inForce().version(), "outdated");
            throw ApiException.outdated("the routing is at version "
                    + outdated.inForce().version() + "; read it again and make the change anew");
        }
        RoutingInForce now = ((RoutingChange.Done) change).inForce();
        audit.add(AuditNote.changed(context, clock, what, "version " + now.version(), before, view()));
        answer(context, now);
    }

    static String lines(List<RoutingFault> faults) {
        return faults.stream().map(RoutingFault::toString).collect(Collectors.joining("\n"));
    }

    private void history(Context context) {
        Answer.data(
                context,
                rules.onCall().routings().history(VERSIONS).stream()
                        .map(VersionView::of)
                        .toList());
    }

    private static String person(Context context) {
        return Guard.principal(context).username();
    }

    private void note(Context context, String what, String subject, String outcome) {
        audit.add(AuditNote.of(context, clock, what, subject, outcome));
    }
}
