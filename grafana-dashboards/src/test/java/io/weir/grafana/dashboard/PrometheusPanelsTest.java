package io.weir.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the Prometheus dashboards gives series on a real Prometheus and a real VictoriaMetrics that scrape captured pages. */
class PrometheusPanelsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] PAGES = {
        "flink-2.3.0-jobmanager", "flink-2.3.0-taskmanager-1", "flink-2.3.0-taskmanager-2", "connectors", "weir"
    };

    @Test
    void everyPanelHasSeriesOnPrometheus(@TempDir Path folder) throws IOException {
        int port = RealServer.freePort();
        try (PageServer pages = new PageServer(PAGES);
                RealServer prometheus = new RealServer(
                        folder,
                        port,
                        "/-/ready",
                        List.of(
                                "prometheus",
                                "--config.file=" + config(folder, pages, true),
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port))) {
            hasSeriesForAll(prometheus);
            await().untilAsserted(() -> assertThat(series(prometheus, annotation()))
                    .as(annotation())
                    .isPositive());
        }
    }

    @Test
    void everyPanelHasSeriesOnVictoriaMetrics(@TempDir Path folder) throws IOException {
        int port = RealServer.freePort();
        try (PageServer pages = new PageServer(PAGES);
                RealServer victoria = new RealServer(
                        folder,
                        port,
                        "/health",
                        List.of(
                                "victoria-metrics",
                                "-promscrape.config=" + config(folder, pages, false),
                                "-storageDataPath=" + folder.resolve("data"),
                                "-search.latencyOffset=0s",
                                "-memory.allowedBytes=128MB",
                                "-httpListenAddr=127.0.0.1:" + port))) {
            // It writes ALERTS only with vmalert beside it, so that its annotations are not asked for here.
            hasSeriesForAll(victoria);
        }
    }

    private static void hasSeriesForAll(RealServer server) {
        await("five pages, several times")
                .atMost(Duration.ofSeconds(60))
                .until(() -> series(server, "count_over_time(up[1m]) >= 5") == PAGES.length);
        // A scrape that is late ends every series of its target until the next one.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(silent(server)).isEmpty());
    }

    private static List<String> silent(RealServer server) {
        List<String> silent = new ArrayList<>();
        for (Dashboard dashboard : Dashboards.all()) {
            if (dashboard.store() != Store.PROMETHEUS) {
                continue;
            }
            for (Variable variable : dashboard.variables()) {
                String selector = filled(variable.series());
                // Only Weir and Kubernetes set a namespace; "All" matches where there is none.
                if (!variable.name().equals("namespace")
                        && series(server, "count by (" + variable.label() + ") (" + selector + ")") == 0) {
                    silent.add(dashboard.name() + ", variable " + variable.name());
                }
            }
            for (Panel panel : dashboard.panels()) {
                for (Query query : panel.queries()) {
                    if (series(server, filled(query.text())) == 0) {
                        silent.add(dashboard.name() + ", " + panel.title() + ": " + query.text());
                    }
                }
            }
        }
        return silent;
    }

    /** As Grafana fills variables in when everything is chosen. */
    static String filled(String query) {
        return query.replace("$__rate_interval", "15s")
                .replace("$__range", "1m")
                .replaceAll("\\$(cluster|namespace|job|run|taskmanager|vertex)\\b", ".*");
    }

    private static String annotation() throws IOException {
        Dashboard job = Dashboards.all().get(1);
        return filled(JSON.readTree(DashboardJson.text(job))
                .at("/annotations/list/0/expr")
                .asText());
    }

    private static int series(RealServer server, String query) {
        try {
            JsonNode answer = JSON.readTree(server.get("/api/v1/query?query=" + RealServer.encoded(query))
                    .body());
            assertThat(answer.path("status").asText()).as(query + ": " + answer).isEqualTo("success");
            return answer.at("/data/result").size();
        } catch (IOException e) {
            throw new AssertionError(query, e);
        }
    }

    private static Path config(Path folder, PageServer pages, boolean rules) throws IOException {
        StringBuilder config = new StringBuilder(
                "global: {scrape_interval: 1s, scrape_timeout: 1s" + (rules ? ", evaluation_interval: 1s}\n" : "}\n"));
        if (rules) {
            Files.writeString(folder.resolve("rules.yml"), """
                    groups:
                      - name: events
                        rules:
                          - {alert: JobRestartLoop, expr: 'vector(1)', labels: {severity: critical, job_name: fx_small}}
                    """);
            config.append("rule_files: [").append(folder.resolve("rules.yml")).append("]\n");
        }
        config.append("scrape_configs:\n");
        for (String page : PAGES) {
            config.append("  - job_name: ")
                    .append(page)
                    .append("\n    metrics_path: /")
                    .append(page);
            config.append("\n    static_configs: [{targets: ['")
                    .append(pages.address())
                    .append("'], labels: {cluster: prod}}]\n");
        }
        return Files.writeString(folder.resolve("prometheus.yml"), config);
    }
}
