package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.promql.GoNumber;
import io.weir.rules.promql.PromQl;
import io.weir.rules.rule.RuleStatus;
import io.weir.rules.rulefile.Alert;
import io.weir.rules.rulefile.FileRule;
import io.weir.rules.rulefile.FileRuleStatus;
import io.weir.rules.rulefile.GroupStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://prometheus.io/docs/prometheus/2.42/querying/api/#rules">Rules and alerts</a> as Prometheus tells them. Weir's
 * own rules are one group more; as their query they have the series that shows their alerts.
 */
final class PrometheusRulesApi {
    private static final String OWN_GROUP = "weir";
    private static final String OWN_FILE = "built-in";

    /** What Prometheus writes before the first evaluation. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private final Rules rules;

    PrometheusRulesApi(Rules rules) {
        this.rules = rules;
    }

    void register(Routes routes) {
        routes.get("/prometheus/api/v1/rules", this::rules);
        routes.get("/prometheus/api/v1/alerts", this::alerts);
    }

    private void rules(Context context) {
        String type = context.queryParam("type") == null ? "" : context.queryParam("type");
        if (type != null && !List.of("", "alert", "record").contains(type)) {
            throw ApiException.badData("not supported value \"" + type + "\" for type; write alert or record");
        }
        List<Object> groups = new ArrayList<>();
        for (GroupStatus group : rules.ruleFiles().statuses()) {
            groups.add(group(group, String.valueOf(type)));
        }
        if (!"record".equals(type)) {
            groups.add(ownGroup());
        }
        Answer.data(context, Map.of("groups", groups));
    }

    private static Map<String, Object> group(GroupStatus status, String type) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("name", status.group().name());
        group.put("file", status.group().file());
        group.put(
                "rules",
                status.rules().stream()
                        .filter(rule ->
                                type.isEmpty() || (rule.rule() instanceof FileRule.Alerting) == type.equals("alert"))
                        .map(PrometheusRulesApi::rule)
                        .toList());
        group.put("interval", seconds(status.interval()));
        group.put("limit", status.group().limit());
        group.put("evaluationTime", seconds(status.lastDuration()));
        group.put("lastEvaluation", time(status.lastEvaluation()));
        return group;
    }

    private static Map<String, Object> rule(FileRuleStatus status) {
        Map<String, Object> rule = new LinkedHashMap<>();
        if (status.rule() instanceof FileRule.Alerting alerting) {
            boolean firing = status.alerts().stream().anyMatch(Alert::isFiring);
            rule.put("state", firing ? "firing" : status.alerts().isEmpty() ? "inactive" : "pending");
            rule.put("duration", seconds(alerting.hold()));
            rule.put("keepFiringFor", seconds(alerting.keepFiringFor()));
            rule.put("annotations", alerting.annotations());
            rule.put(
                    "alerts",
                    status.alerts().stream().map(PrometheusRulesApi::alert).toList());
        }
        rule.put("name", status.rule().name());
        rule.put("query", PromQl.canonical(status.rule().expression()));
        rule.put("labels", status.rule().labels());
        common(rule, status.health(), status.lastError(), status.lastDuration(), status.lastEvaluation());
        rule.put("type", status.rule() instanceof FileRule.Alerting ? "alerting" : "recording");
        return rule;
    }

    private static void common(
            Map<String, Object> rule,
            String health,
            @Nullable String lastError,
            Duration took,
            @Nullable Instant lastEvaluation) {
        rule.put("health", health);
        if (lastError != null) {
            rule.put("lastError", lastError);
        }
        rule.put("evaluationTime", seconds(took));
        rule.put("lastEvaluation", time(lastEvaluation));
    }

    private Map<String, Object> ownGroup() {
        List<Event> active = rules.ownActive();
        List<Object> all = new ArrayList<>();
        Duration took = Duration.ZERO;
        Instant last = null;
        for (RuleStatus status : rules.rules()) {
            all.add(rule(status, active));
            took = took.plus(status.lastDuration());
            Instant evaluated = status.lastEvaluation();
            last = last == null || evaluated != null && evaluated.isAfter(last) ? evaluated : last;
        }
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("name", OWN_GROUP);
        group.put("file", OWN_FILE);
        group.put("rules", all);
        group.put("interval", seconds(rules.evaluationInterval()));
        group.put("limit", 0);
        group.put("evaluationTime", seconds(took));
        group.put("lastEvaluation", time(last));
        return group;
    }

    private static Map<String, Object> rule(RuleStatus status, List<Event> active) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("state", status.firing() > 0 ? "firing" : status.pending() > 0 ? "pending" : "inactive");
        rule.put("name", status.name());
        rule.put("query", "ALERTS{alertname=\"" + status.name() + "\"}");
        rule.put("duration", 0);
        rule.put("keepFiringFor", 0);
        rule.put("labels", Map.of("severity", status.severity().name().toLowerCase(Locale.ROOT)));
        rule.put("annotations", Map.of("summary", status.summary(), "summary_zh", status.summaryZh()));
        rule.put(
                "alerts",
                active.stream()
                        .filter(event -> event.rule().equals(status.name()))
                        .map(PrometheusRulesApi::alert)
                        .toList());
        String health =
                switch (status.health()) {
                    case OK -> "ok";
                    case ERROR -> "err";
                    case UNKNOWN -> "unknown";
                };
        common(rule, health, status.lastError(), status.lastDuration(), status.lastEvaluation());
        rule.put("type", "alerting");
        return rule;
    }

    private void alerts(Context context) {
        List<Object> alerts = new ArrayList<>();
        for (GroupStatus group : rules.ruleFiles().statuses()) {
            group.rules().forEach(rule -> rule.alerts().forEach(alert -> alerts.add(alert(alert))));
        }
        rules.ownActive().forEach(event -> alerts.add(alert(event)));
        Answer.data(context, Map.of("alerts", alerts));
    }

    private static Map<String, Object> alert(Alert alert) {
        Map<String, Object> view =
                view(alert.labels().asMap(), alert.annotations(), alert.isFiring(), alert.activeAt(), alert.value());
        if (alert.keepFiringSince() != null) {
            view.put("keepFiringSince", time(alert.keepFiringSince()));
        }
        return view;
    }

    private static Map<String, Object> alert(Event event) {
        Map<String, String> annotations = new TreeMap<>(event.annotations());
        annotations.putIfAbsent("summary", event.summary());
        return view(event.labels(), annotations, event.state() == EventState.FIRING, event.startsAt(), event.value());
    }

    private static Map<String, Object> view(
            Map<String, String> labels, Map<String, String> annotations, boolean firing, Instant since, double value) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("labels", new TreeMap<>(labels));
        view.put("annotations", new TreeMap<>(annotations));
        view.put("state", firing ? "firing" : "pending");
        view.put("activeAt", time(since));
        view.put("value", exponential(value));
        return view;
    }

    /** As Prometheus writes the value of an alert: always with an exponent. */
    private static String exponential(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return GoNumber.general(value);
        }
        return value == 0 ? "0e+00" : GoNumber.exponential(new BigDecimal(Double.toString(value)).stripTrailingZeros());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? NEVER : instant.toString();
    }
}
