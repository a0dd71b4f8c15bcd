package io.weir.web.api;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.event.Event;
import io.weir.rules.route.Inhibitions;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.Route;
import io.weir.rules.route.RoutingInForce;
import io.weir.rules.silence.Silence;
import io.weir.web.api.AlertmanagerJson.Alert;
import io.weir.web.api.AlertmanagerJson.AlertStatus;
import io.weir.web.api.AlertmanagerJson.Group;
import io.weir.web.api.AlertmanagerJson.Receiver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alertmanager's API, version 2, as far as amtool and Grafana ask it: what fires, by route and group, and who is there. See <a
 * href="https://github.com/prometheus/alertmanager/blob/v0.25.0/api/v2/openapi.yaml">its document</a>.
 */
final class AlertmanagerApi {
    /** For how long a firing alert is said to go on: clients take an end in the past for resolved. */
    private static final Duration GOES_ON = Duration.ofMinutes(5);

    private final Rules rules;
    private final Instant startedAt;
    private final String version;
    private final Clock clock;

    AlertmanagerApi(Rules rules, String version, Clock clock) {
        this.rules = rules;
        this.startedAt = clock.instant();
        this.version = version;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v2/status", this::status);
        routes.get("/api/v2/receivers", this::receivers);
        routes.get("/api/v2/alerts", this::alerts);
        routes.get("/api/v2/alerts/groups", this::groups);
    }

    private void status(Context context) {
        send(
                context,
                AlertmanagerJson.Status.of(
                        version,
                        startedAt,
                        AlertmanagerJson.config(
                                rules.onCall().routings().inForce().routing(),
                                rules.onCall().routings().receivers())));
    }

    private void receivers(Context context) {
        send(
                context,
                rules.onCall().routings().receivers().stream()
                        .map(Receiver::new)
                        .toList());
    }

    /** One firing event on one of its routes. */
    private record Routed(Route route, Alert alert) {}

    private void alerts(Context context) {
        Map<String, Alert> byFingerprint = new LinkedHashMap<>();
        shown(context)
                .forEach(routed -> byFingerprint.putIfAbsent(routed.alert().fingerprint(), routed.alert()));
        send(context, byFingerprint.values());
    }

    private void groups(Context context) {
        Map<String, Group> groups = new TreeMap<>();
        for (Routed routed : shown(context)) {
            SortedMap<String, String> labels =
                    routed.route().groupLabels(routed.alert().labels());
            // The receiver first: Alertmanager sorts groups by labels and then by receiver, and people read by
            // receiver.
            groups.computeIfAbsent(
                            routed.route().receiver() + "\n" + routed.route().id() + "\n" + labels,
                            key -> new Group(labels, new Receiver(routed.route().receiver()), new ArrayList<>()))
                    .alerts()
                    .add(routed.alert());
        }
        send(context, groups.values());
    }

    private List<Routed> shown(Context context) {
        boolean active = flag(context, "active");
        boolean silenced = flag(context, "silenced");
        boolean inhibited = flag(context, "inhibited");
        List<Matchers> filters = filters(context);
        Optional<Pattern> receiver = receiver(context);
        RoutingInForce inForce = rules.onCall().routings().inForce();
        List<Event> firing = ActiveEvents.firing(rules);
        Inhibitions inhibitions = new Inhibitions(inForce.routing().inhibitRules());
        firing.forEach(inhibitions::note);
        Instant now = clock.instant();
        List<Routed> shown = new ArrayList<>();
        for (Event event : firing) {
            Map<String, String> labels = event.labels();
            List<Route> routes = inForce.tree().match(labels);
            AlertStatus status = AlertStatus.of(
                    rules.onCall().silences().silencing(labels, now).stream()
                            .map(Silence::id)
                            .toList(),
                    inhibitions.inhibiting(labels).stream()
                            .map(Inhibitions.Inhibition::source)
                            .toList());
            boolean wanted = (active || status.state().equals("suppressed"))
                    && (silenced || status.silencedBy().isEmpty())
                    && (inhibited || status.inhibitedBy().isEmpty())
                    && filters.stream().allMatch(filter -> filter.matches(labels));
            Alert alert = Alert.of(event, routes, status, now, now.plus(GOES_ON));
            if (wanted) {
                routes.stream()
                        .filter(route -> receiver.map(pattern -> pattern.matches(route.receiver()))
                                .orElse(true))
                        .forEach(route -> shown.add(new Routed(route, alert)));
            }
        }
        return shown;
    }

    private static boolean flag(Context context, String name) {
        String value = context.queryParam(name);
        return value == null || value.isEmpty() || Boolean.parseBoolean(value);
    }

    static List<Matchers> filters(Context context) {
        return context.queryParams("filter").stream()
                .map(text -> SilencesApi.matchers(List.of(text)))
                .toList();
    }

    private static Optional<Pattern> receiver(Context context) {
        @Nullable String text = Parameters.text(context, "receiver");
        try {
            return Stream.ofNullable(text).map(Pattern::compile).findFirst();
        } catch (PatternSyntaxException e) {
            throw ApiException.badData("receiver: " + e.getDescription());
        }
    }

    static void send(Context context, Object body) {
        context.contentType("application/json").result(Json.write(body));
    }
}
