package io.weir.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the InfluxDB dashboards gives series on a real InfluxDB with what Flink's own reporter wrote. */
class InfluxPanelsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyPanelHasSeries(@TempDir Path folder) throws IOException {
        int port = RealServer.freePort();
        Path config =
                Files.writeString(folder.resolve("influxdb.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%3$s/meta"
                [data]
                  dir = "%3$s/data"
                  wal-dir = "%3$s/wal"
                [monitor]
                  store-enabled = false
                [http]
                  bind-address = "127.0.0.1:%2$d"
                """.formatted(RealServer.freePort(), port, folder));
        try (RealServer influx =
                new RealServer(folder, port, "/ping", List.of("influxd", "-config", config.toString()))) {
            influx.post("/query", "q=CREATE+DATABASE+flink");
            // The captured job had no watermarks.
            influx.post(
                    "/write?db=flink",
                    "taskmanager_job_task_operator_watermarkLag,job_name=fx-small,operator_name=orders value=250i 1795190298000000000");
            assertThat(influx.post("/write?db=flink", PageServer.page("influx-reporter.lineprotocol"))
                            .statusCode())
                    .isEqualTo(204);
            List<String> silent = new ArrayList<>();
            for (Dashboard dashboard : Dashboards.all()) {
                if (dashboard.store() == Store.INFLUXDB) {
                    silent(influx, dashboard, silent);
                }
            }
            assertThat(silent).isEmpty();
        }
    }

    private static void silent(RealServer influx, Dashboard dashboard, List<String> silent) throws IOException {
        for (Variable variable : dashboard.variables()) {
            JsonNode answer = answer(influx, variable.query(Store.INFLUXDB));
            // Flink's own reporter knows neither; "All" matches where there is none.
            boolean unknown =
                    variable.name().equals("cluster") || variable.name().equals("namespace");
            if (!unknown && !answer.has("series")) {
                silent.add(dashboard.name() + ", variable " + variable.name());
            }
        }
        for (Panel panel : dashboard.panels()) {
            for (Query query : panel.queries()) {
                if (!answer(influx, filled(query.text())).has("series")) {
                    silent.add(dashboard.name() + ", " + panel.title() + ": " + query.text());
                }
            }
        }
    }

    private static String filled(String query) {
        return query.replace("$timeFilter", "time >= '2026-11-20T00:00:00Z' AND time <= '2026-11-21T00:00:00Z'")
                .replace("$__interval", "5s")
                .replaceAll("/\\^\\$[a-z]+\\$/", "/^.*\\$/");
    }

    private static JsonNode answer(RealServer influx, String query) throws IOException {
        JsonNode result = JSON.readTree(influx.get("/query?db=flink&q=" + RealServer.encoded(query))
                        .body())
                .at("/results/0");
        assertThat(result.has("error")).as(query + ": " + result).isFalse();
        return result;
    }
}
