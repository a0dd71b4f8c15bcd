package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.rules.promql.PromQl;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** {@code /federate}: the newest sample of each series, as <a href="https://prometheus.io/docs/prometheus/latest/federation/">Prometheus</a> tells it. */
final class FederateApi {
    /** As old as a sample may be to count as of now; Prometheus' lookback. */
    private static final Duration LOOKBACK = Duration.ofMinutes(5);

    private static final int MOST_SELECTORS = 100;

    private final Collector collector;
    private final Clock clock;

    FederateApi(Collector collector, Clock clock) {
        this.collector = collector;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/federate", this::federate);
    }

    private void federate(Context context) {
        if (context.queryParams("match[]").isEmpty()) {
            throw ApiException.badData("match[] is missing; write for example match[]={job_id!=\"\"}");
        }
        if (context.queryParams("match[]").size() > MOST_SELECTORS) {
            throw ApiException.badData("more than " + MOST_SELECTORS + " match[]; write fewer");
        }
        long now = clock.millis();
        Map<Labels, Series> found =
                new TreeMap<>(Comparator.comparing(Labels::name).thenComparing(Comparator.naturalOrder()));
        for (String selector : context.queryParams("match[]")) {
            collector
                    .samples()
                    .select(PromQl.selector(selector), now - LOOKBACK.toMillis(), now)
                    .forEach(series -> found.put(series.labels(), series));
        }
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(page(found));
    }

    private static String page(Map<Labels, Series> found) {
        StringBuilder text = new StringBuilder();
        String group = "";
        for (Series series : found.values()) {
            double value = series.values()[series.size() - 1];
            if (Sample.isStale(value)) {
                continue;
            }
            String name = series.labels().name();
            if (!name.equals(group)) {
                group = name;
                text.append("# TYPE ").append(name).append(" untyped\n");
            }
            text.append(series.labels()).append(' ');
            text.append(PrometheusJson.format(value)).append(' ');
            text.append(series.timestampsMs()[series.size() - 1]).append('\n');
        }
        return text.toString();
    }
}
