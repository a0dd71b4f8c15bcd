package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.grafana.dashboard.Dashboard;
import io.weir.grafana.dashboard.Dashboards;
import io.weir.grafana.dashboard.Panel;
import io.weir.grafana.dashboard.Query;
import io.weir.grafana.dashboard.Store;
import io.weir.web.auth.PushDoor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the Prometheus dashboards gives series on Weir, too, with the pages that the other stores are tested on. */
@SuppressWarnings("NullAway.Init") // Set before the test.
class GrafanaPanelsTest {
    private static final Path PAGES = Path.of("../grafana-dashboards/src/test/resources/pages");
    private static final String TOKEN = "a-token-that-is-good-for-pushing-only";

    private TestingWeir weir;
    private TestingClient client;
    private final Map<String, String> pages = new LinkedHashMap<>();
    private int pushed;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
        weir.access.admitPushes(new PushDoor(TOKEN, false));
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path file :
                    files.filter(one -> one.toString().contains(".prom")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                String text = file.toString().endsWith(".gz")
                        ? new String(
                                new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
                                StandardCharsets.UTF_8)
                        : new String(bytes, StandardCharsets.UTF_8);
                pages.put(file.getFileName().toString().replaceAll("\\..*", ""), text);
            }
        }
    }

    @AfterEach
    void stop() {
        weir.close();
    }

    @Test
    void everyPanelHasSeries() {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    push();
                    assertThat(silent()).isEmpty();
                });
    }

    /** What counts records goes up from push to push, as it did when the pages were captured. */
    private void push() {
        pushed++;
        pages.forEach((name, text) -> {
            String later = text.replaceAll(
                    "(?m)^(flink_taskmanager_job_task_numRecordsIn\\{.*} )[0-9.E]+$", "$1" + 100 * pushed);
            HttpResponse<String> answer = client.send(
                    "PUT", "/metrics/job/" + name + "/cluster/prod", "Authorization", "Bearer " + TOKEN, later);
            assertThat(answer.statusCode()).as(name + ": " + answer.body()).isEqualTo(200);
        });
    }

    private List<String> silent() {
        List<String> silent = new ArrayList<>();
        for (Dashboard dashboard : Dashboards.all()) {
            if (dashboard.store() != Store.PROMETHEUS) {
                continue;
            }
            for (Panel panel : dashboard.panels()) {
                for (Query query : panel.queries()) {
                    if (result(filled(query.text())).isEmpty()) {
                        silent.add(dashboard.name() + ", " + panel.title() + ": " + query.text());
                    }
                }
            }
        }
        return silent;
    }

    /** As Grafana fills variables in when everything is chosen. */
    private static String filled(String query) {
        return query.replace("$__rate_interval", "40s")
                .replace("$__range", "1m")
                .replaceAll("\\$(cluster|namespace|job|run|taskmanager|vertex)\\b", ".*");
    }

    private JsonNode result(String query) {
        return client.data("/prometheus/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("result");
    }
}
