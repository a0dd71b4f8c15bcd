package io.weir.web.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.weir.collector.Collector;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.MetricCatalogue;
import io.weir.collector.metric.MetricEntry;
import io.weir.collector.metric.MetricScopeKind;
import io.weir.rules.Rules;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryException;
import io.weir.rules.promql.QueryResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">Prometheus' HTTP API</a>, so that Grafana takes Weir
 * for a Prometheus.
 */
final class PrometheusApi {
    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final int MOST_SERIES = 50_000;
    private static final int LONGEST_QUERY = 20_000;
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);
    private static final Duration METADATA_AGE = Duration.ofMinutes(5);

    private final Collector collector;
    private final Rules rules;
    private final Clock clock;

    PrometheusApi(Collector collector, Rules rules, Clock clock) {
        this.collector = collector;
        this.rules = rules;
        this.clock = clock;
    }

    void register(Routes routes) {
        String base = "/prometheus/api/v1";
        both(routes, base + "/query", this::query);
        both(routes, base + "/query_range", this::queryRange);
        both(routes, base + "/format_query", this::formatQuery);
        both(routes, base + "/series", this::series);
        both(routes, base + "/labels", this::labels);
        routes.get(base + "/label/{name}/values", this::labelValues);
        routes.get(base + "/metadata", this::metadata);
        new PrometheusTargetsApi(collector).register(routes, base);
        // There are no exemplars; whoever asks for some gets the answer of a Prometheus that has none.
        both(routes, base + "/query_exemplars", context -> Answer.data(context, List.of()));
    }

    private static void both(Routes routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.post(path, handler);
    }

    private static @Nullable String parameter(Context context, String name) {
        String inForm = context.isFormUrlencoded() ? context.formParam(name) : null;
        return inForm == null ? context.queryParam(name) : inForm;
    }

    private static String expression(Context context) {
        String expression = parameter(context, "query");
        if (expression == null || expression.isBlank()) {
            throw ApiException.badData("invalid parameter \"query\": it is missing; write for example query=up");
        }
        if (expression.length() > LONGEST_QUERY) {
            throw ApiException.badData("query is longer than " + LONGEST_QUERY + " characters");
        }
        return expression;
    }

    private static void answer(Context context, Supplier<QueryResult> query) {
        try {
            context.contentType("application/json").result(PrometheusJson.write(query.get()));
        } catch (QueryException e) {
            throw inParameter("query", e);
        }
    }

    /** Prometheus names the parameter that is wrong. */
    private static RuntimeException inParameter(String name, QueryException e) {
        return e.type() == QueryException.Type.BAD_DATA
                ? ApiException.badData("invalid parameter \"" + name + "\": " + e.getMessage())
                : e;
    }

    private static Duration timeout(Context context) {
        String timeout = parameter(context, "timeout");
        return timeout == null || timeout.isEmpty() ? LONGEST_TIMEOUT : PrometheusTime.duration("timeout", timeout);
    }

    private void query(Context context) {
        Instant at = PrometheusTime.parse("time", parameter(context, "time"), clock.instant());
        String expression = expression(context);
        Duration timeout = timeout(context);
        answer(context, () -> rules.promQl().query(expression, at, timeout));
    }

    private void queryRange(Context context) {
        Instant start = PrometheusTime.parse("start", parameter(context, "start"));
        Instant end = PrometheusTime.parse("end", parameter(context, "end"));
        if (end.isBefore(start)) {
            throw ApiException.badData("invalid parameter \"end\": end timestamp must not be before start time");
        }
        Duration step = PrometheusTime.duration("step", parameter(context, "step"));
        String expression = expression(context);
        Duration timeout = timeout(context);
        answer(context, () -> rules.promQl().queryRange(expression, start, end, step, timeout));
    }

    private void formatQuery(Context context) {
        try {
            Answer.data(context, PromQl.pretty(expression(context)));
        } catch (QueryException e) {
            throw inParameter("query", e);
        }
    }

    /** The label sets that any {@code match[]} selects; all of them when there is none and that is allowed. */
    private Set<Labels> selected(Context context, boolean needed) {
        Instant now = clock.instant();
        long from = PrometheusTime.parse("start", parameter(context, "start"), Instant.EPOCH)
                .toEpochMilli();
        long to = PrometheusTime.parse("end", parameter(context, "end"), now).toEpochMilli();
        List<String> selectors = new ArrayList<>(context.queryParams("match[]"));
        if (context.isFormUrlencoded()) {
            selectors.addAll(context.formParams("match[]"));
        }
        if (selectors.isEmpty() && needed) {
            throw ApiException.badData("no match[] parameter provided; write for example match[]=up");
        }
        if (selectors.isEmpty()) {
            return collector.samples().series(List.of(), from, to);
        }
        Set<Labels> found = new TreeSet<>();
        for (String selector : selectors) {
            try {
                found.addAll(collector.samples().series(PromQl.selector(selector), from, to));
            } catch (QueryException e) {
                throw inParameter("match[]", e);
            }
        }
        return found;
    }

    private void series(Context context) {
        Set<Labels> found = selected(context, true);
        if (found.size() > MOST_SERIES) {
            throw ApiException.badData("match[] selects " + found.size() + " series, the most is " + MOST_SERIES
                    + "; write a narrower selector");
        }
        Answer.data(context, found.stream().map(Labels::asMap).toList());
    }

    private void labels(Context context) {
        Set<String> names = new TreeSet<>();
        selected(context, false).forEach(labels -> names.addAll(labels.asMap().keySet()));
        Answer.data(context, names);
    }

    private void labelValues(Context context) {
        String name = context.pathParam("name");
        if (!LABEL_NAME.matcher(name).matches()) {
            throw ApiException.badData("invalid label name: \"" + name + "\"");
        }
        Set<String> values = new TreeSet<>();
        selected(context, false).forEach(labels -> values.add(labels.get(name)));
        values.remove("");
        Answer.data(context, values);
    }

    /** Which metrics there are. Pages' types and helps are not kept, so they are unknown, as Prometheus has it for such. */
    private void metadata(Context context) {
        String wanted = context.queryParam("metric");
        int limit = Parameters.integer(context, "limit", MOST_SERIES, 0, MOST_SERIES);
        Instant now = clock.instant();
        long from = now.minus(METADATA_AGE).toEpochMilli();
        List<LabelMatcher> matchers =
                wanted == null || wanted.isEmpty() ? List.of() : List.of(LabelMatcher.equal(Labels.NAME, wanted));
        Map<String, Object> metrics = new TreeMap<>();
        for (Labels labels : collector.samples().series(matchers, from, now.toEpochMilli())) {
            if (metrics.size() < limit || metrics.containsKey(labels.name())) {
                metrics.put(labels.name(), List.of(described(labels.name())));
            }
        }
        Answer.data(context, metrics);
    }

    /** As a page of Flink's reporter says it, which calls counters and meters gauges; Weir's own counters are counters. */
    private static Map<String, String> described(String name) {
        return MetricCatalogue.flink()
                .find(name)
                .map(metric -> Map.of("type", type(metric), "help", metric.english(), "unit", metric.unit()))
                .orElse(Map.of("type", "unknown", "help", "", "unit", ""));
    }

    private static String type(MetricEntry metric) {
        return switch (metric.kind()) {
            case HISTOGRAM -> "summary";
            case COUNTER -> metric.scope() == MetricScopeKind.WHOLE_JOB ? "counter" : "gauge";
            case GAUGE, METER -> "gauge";
        };
    }
}
