package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Prometheus tells about itself, as far as it is true of Weir. */
final class PrometheusStatusApi {
    /** Grafana asks for the version to know what it may ask for: 2.42 is what the language is held against. */
    private static final String VERSION = "2.42.0";

    private final Rules rules;
    private final Duration scrapeInterval;
    private final Instant opened;

    PrometheusStatusApi(Rules rules, Duration scrapeInterval, Clock clock) {
        this.rules = rules;
        this.scrapeInterval = scrapeInterval;
        this.opened = clock.instant();
    }

    void register(Routes routes) {
        String base = "/prometheus/api/v1";
        routes.get(base + "/status/buildinfo", PrometheusStatusApi::build);
        routes.get(base + "/status/runtimeinfo", this::runtime);
        routes.get(base + "/status/config", this::config);
        routes.get(base + "/status/flags", context -> Answer.data(context, Map.of()));
        // Weir tells its receivers itself.
        routes.get(
                base + "/alertmanagers",
                context -> Answer.data(
                        context, Map.of("activeAlertmanagers", List.of(), "droppedAlertmanagers", List.of())));
    }

    private static void build(Context context) {
        Map<String, String> build = new LinkedHashMap<>();
        build.put("version", VERSION);
        for (String unknown : List.of("revision", "branch", "buildUser", "buildDate", "goVersion")) {
            build.put(unknown, "");
        }
        Answer.data(context, build);
    }

    private void runtime(Context context) {
        Map<String, Object> runtime = new LinkedHashMap<>();
        runtime.put("startTime", opened);
        runtime.put("reloadConfigSuccess", rules.ruleFiles().faults().isEmpty());
        runtime.put("lastConfigTime", rules.ruleFiles().lastReload());
        runtime.put("corruptionCount", 0);
        runtime.put("goroutineCount", ManagementFactory.getThreadMXBean().getThreadCount());
        runtime.put("GOMAXPROCS", Runtime.getRuntime().availableProcessors());
        Answer.data(context, runtime);
    }

    /** What of Weir's config a prometheus.yml has words for. */
    private void config(Context context) {
        StringBuilder yaml = new StringBuilder("global:\n");
        yaml.append("  scrape_interval: ").append(scrapeInterval.toMillis()).append("ms\n");
        yaml.append("  evaluation_interval: ")
                .append(rules.evaluationInterval().toMillis())
                .append("ms\n");
        yaml.append("rule_files:\n");
        rules.ruleFiles()
                .patterns()
                .forEach(pattern -> yaml.append("- ").append(pattern).append('\n'));
        Answer.data(context, Map.of("yaml", yaml.toString()));
    }
}
