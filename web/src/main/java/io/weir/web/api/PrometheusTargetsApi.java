package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.discovery.DiscoveredTarget;
import io.weir.collector.discovery.DroppedTarget;
import io.weir.collector.discovery.Origin;
import io.weir.collector.target.ScrapePace;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import io.weir.web.app.config.Durations;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Targets as <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#targets">Prometheus</a> tells them. */
final class PrometheusTargetsApi {
    /** Go's time zero: a target that was not scraped yet. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private final Collector collector;

    PrometheusTargetsApi(Collector collector) {
        this.collector = collector;
    }

    void register(Routes routes, String base) {
        routes.get(base + "/targets", this::targets);
    }

    private void targets(Context context) {
        String state = Parameters.choice(context, "state", "any", "active", "dropped");
        String pool = Parameters.text(context, "scrapePool");
        List<Map<String, Object>> active = state.equals("dropped")
                ? List.of()
                : collector.discoveries().targets().stream()
                        .filter(target ->
                                pool == null || pool(target.status().target()).equals(pool))
                        .map(this::active)
                        .toList();
        List<Map<String, Object>> dropped = state.equals("active")
                ? List.of()
                : collector.discoveries().dropped().stream()
                        .filter(target -> pool == null || pool(target.target()).equals(pool))
                        .map(this::dropped)
                        .toList();
        Answer.data(context, Map.of("activeTargets", active, "droppedTargets", dropped));
    }

    /** A scrape config's name where there is one; a cluster is one otherwise. */
    private static String pool(Target target) {
        String job = target.labels().get("job");
        return job.isEmpty() ? target.cluster() : job;
    }

    private Map<String, Object> active(DiscoveredTarget discovered) {
        TargetStatus status = discovered.status();
        Target target = status.target();
        ScrapePace pace = collector.pace(target);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("discoveredLabels", discoveredLabels(discovered.origin(), target));
        view.put("labels", target.labels().asMap());
        view.put("scrapePool", pool(target));
        view.put("scrapeUrl", target.url().toString());
        view.put("globalUrl", target.url().toString());
        view.put("lastError", status.lastError() == null ? "" : status.lastError());
        view.put("lastScrape", status.lastScrape() == null ? NEVER : status.lastScrape());
        view.put("lastScrapeDuration", status.lastDuration().toNanos() / 1e9);
        view.put("health", status.health().name().toLowerCase(Locale.ROOT));
        view.put("scrapeInterval", Durations.format(pace.interval()));
        view.put("scrapeTimeout", Durations.format(pace.timeout()));
        return view;
    }

    private Map<String, Object> dropped(DroppedTarget dropped) {
        Map<String, String> labels = discoveredLabels(dropped.origin(), dropped.target());
        labels.put("__meta_weir_dropped_because", dropped.reason());
        return Map.of("discoveredLabels", labels);
    }

    private Map<String, String> discoveredLabels(Origin origin, Target target) {
        URI url = target.url();
        ScrapePace pace = collector.pace(target);
        Map<String, String> labels = new TreeMap<>(target.labels().asMap());
        labels.put("__address__", String.valueOf(url.getAuthority()));
        labels.put("__scheme__", String.valueOf(url.getScheme()));
        labels.put("__metrics_path__", String.valueOf(url.getRawPath()));
        labels.put("__scrape_interval__", Durations.format(pace.interval()));
        labels.put("__scrape_timeout__", Durations.format(pace.timeout()));
        labels.put("__meta_weir_origin", origin.kind().toString());
        labels.put("__meta_weir_source", origin.detail());
        return labels;
    }
}
