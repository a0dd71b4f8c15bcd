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
import io.weir.rules.route.RoutingFault;
import io.weir.rules.route.RoutingReader;
import io.weir.rules.route.RoutingText;
import io.weir.rules.route.YamlTree;
import io.weir.rules.route.alertmanager.AlertmanagerFile;
import io.weir.rules.route.alertmanager.AlertmanagerFile.Finding;
import io.weir.rules.silence.Silence;
import io.weir.web.auth.Permission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routing before it is in force: what a file says, whether it can be used, and where an event would go by it. */
final class RoutingDraftApi {
    private record CheckView(
            List<RoutingFault> faults, @Nullable RouteView tree) {}

    private record Read(@Nullable String text, boolean alertmanager) {}

    private record ReadView(@Nullable JsonNode routing, List<Finding> faults, List<Finding> notes) {}

    private record Tested(
            @Nullable Map<String, String> labels, @Nullable ObjectNode routing) {}

    private record StepView(String id, String place, int depth, String receiver, String verdict, String why) {}

    private record GroupView(
            String id, String receiver, String groupKey, Map<String, String> groupLabels, String repeatInterval) {}

    private record TestView(
            List<String> receivers,
            List<StepView> steps,
            List<GroupView> groups,
            List<String> silencedBy,
            @Nullable String inhibitedBy) {}

    private final Rules rules;
    private final Clock clock;

    RoutingDraftApi(Rules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.post(Permission.EDIT_ALERTS, "/api/v1/routing/check", this::check);
        routes.post(Permission.EDIT_ALERTS, "/api/v1/routing/read", this::readText);
        routes.post("/api/v1/routing/test", this::test);
    }

    /** Reads a document; what is wrong with its shape is added to the faults. */
    static Routing read(JsonNode document, List<RoutingFault> faults) {
        document.fieldNames().forEachRemaining(key -> {
            if (!RoutingReader.KEYS.contains(key)) {
                faults.add(new RoutingFault(
                        key, "unknown key \"" + key + "\"; known here: route, inhibit_rules, time_intervals"));
            }
        });
        return new RoutingReader(faults).read(document);
    }

    private void check(Context context) {
        List<RoutingFault> faults = new ArrayList<>();
        Routing wanted = read(JsonBody.read(context, ObjectNode.class), faults);
        faults.addAll(rules.onCall().routings().faults(wanted));
        RouteView tree = faults.isEmpty() ? RouteView.of(wanted.tree().root()) : null;
        Answer.data(context, new CheckView(faults, tree));
    }

    private void readText(Context context) {
        Read wanted = JsonBody.read(context, Read.class);
        if (wanted.text() == null) {
            throw ApiException.badData("text is missing; write {\"text\": \"route: ...\"}");
        }
        Answer.data(context, wanted.alertmanager() ? alertmanager(wanted.text()) : routing(wanted.text()));
    }

    private static ReadView alertmanager(String text) {
        AlertmanagerFile file = AlertmanagerFile.read(text);
        JsonNode document = file.faults().isEmpty() ? RoutingText.write(file.routing()) : null;
        return new ReadView(document, file.faults(), file.notes());
    }

    /** What can be read is given back even when it cannot be used, since a form shows better what to mend. */
    private ReadView routing(String text) {
        try {
            YamlTree tree = YamlTree.parse(text);
            JsonNode document = tree.json();
            if (!document.isObject()) {
                return unreadable("must hold keys and values, such as route: ...");
            }
            List<RoutingFault> faults = new ArrayList<>();
            Routing routing = read(document, faults);
            JsonNode shown = faults.isEmpty() ? RoutingText.write(routing) : null;
            if (faults.isEmpty()) {
                faults.addAll(rules.onCall().routings().faults(routing));
            }
            return new ReadView(
                    shown,
                    faults.stream()
                            .map(fault -> new Finding(tree.line(fault.place()), fault.place(), fault.message()))
                            .toList(),
                    List.of());
        } catch (IllegalArgumentException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static ReadView unreadable(String why) {
        return new ReadView(null, List.of(new Finding(1, "", why)), List.of());
    }

    private void test(Context context) {
        Tested wanted = JsonBody.read(context, Tested.class);
        Map<String, String> labels = wanted.labels();
        if (labels == null) {
            throw ApiException.badData("labels is missing; write {\"labels\": {\"severity\": \"critical\"}}");
        }
        Routing routing = routing(wanted.routing());
        RouteTrace trace = routing.tree().explain(labels);
        Map<String, String> places = new HashMap<>();
        places("route", routing.tree().root(), places);
        Inhibitions inhibitions = new Inhibitions(routing.inhibitRules());
        ActiveEvents.firing(rules).forEach(inhibitions::note);
        Answer.data(
                context,
                new TestView(
                        trace.taken().stream().map(Route::receiver).toList(),
                        trace.steps().stream().map(step -> step(step, places)).toList(),
                        trace.taken().stream()
                                .map(route -> group(route, labels))
                                .toList(),
                        rules.onCall().silences().silencing(labels, clock.instant()).stream()
                                .map(Silence::id)
                                .toList(),
                        inhibitions
                                .inhibiting(labels)
                                .map(Inhibitions.Inhibition::source)
                                .orElse(null)));
    }

    /** The one that is asked about, or the one in force. */
    private Routing routing(@Nullable ObjectNode document) {
        if (document == null) {
            return rules.onCall().routings().inForce().routing();
        }
        List<RoutingFault> faults = new ArrayList<>();
        Routing routing = read(document, faults);
        if (faults.isEmpty()) {
            faults.addAll(rules.onCall().routings().faults(routing));
        }
        if (!faults.isEmpty()) {
            throw ApiException.badData(RoutingApi.lines(faults));
        }
        return routing;
    }

    /** Where each route stands in the document. */
    private static void places(String place, Route route, Map<String, String> places) {
        places.put(route.id(), place);
        for (int i = 0; i < route.routes().size(); i++) {
            places(place + ".routes[" + i + "]", route.routes().get(i), places);
        }
    }

    private static StepView step(RouteTrace.Step step, Map<String, String> places) {
        String id = step.route().id();
        return new StepView(
                id,
                places.getOrDefault(id, ""),
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
}
