package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class HistoryApiTest {
    private TestingWeir weir;
    private TestingClient client;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        weir = new TestingWeir(temporary);
        client = new TestingClient(weir.url, weir.token);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> values("query?query=count_over_time(up%5B1h%5D)").stream()
                                .filter(count -> Long.parseLong(count.substring(count.lastIndexOf(' ') + 1)) >= 2)
                                .count()
                        == 2);
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private List<String> values(String query) {
        List<String> found = new ArrayList<>();
        for (JsonNode series : client.data("/prometheus/api/v1/" + query).path("result")) {
            String process = series.at("/metric/process").asText();
            if (series.has("value")) {
                found.add(process + " " + series.at("/value/1").asText());
            }
            for (JsonNode point : series.path("values")) {
                found.add(process + " " + Math.round(point.path(0).asDouble() * 1000) + " "
                        + point.path(1).asDouble());
            }
        }
        return found;
    }

    private Path download(String query) throws IOException, InterruptedException {
        Path file = folder.resolve("download.parquet");
        HttpResponse<Path> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(weir.url + "/api/v1/history/export?" + query))
                                .header("Authorization", "Bearer " + weir.token)
                                .build(),
                        HttpResponse.BodyHandlers.ofFile(file));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment", ".parquet");
        return file;
    }

    @Test
    void theFileHasTheSamplesThatQueriesSee() throws IOException, InterruptedException, SQLException {
        long to = System.currentTimeMillis();
        long from = to - 60_000;
        String metric = "flink_taskmanager_job_task_busyTimeMsPerSecond";
        Path file = download("from=" + from + "&to=" + to + "&match=" + metric);
        List<String> raw = values("query?time=" + to / 1000.0 + "&query="
                + URLEncoder.encode(metric + "[60001ms]", StandardCharsets.UTF_8));

        List<String> exported = new ArrayList<>();
        List<String> points = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT labels['process'], epoch_ms(time), value, labels['task_name'], labels['subtask_index'] FROM '"
                                + file + "' WHERE metric = '" + metric + "'")) {
            while (rows.next()) {
                exported.add(rows.getString(1) + " " + rows.getLong(2) + " " + rows.getDouble(3));
                // A range query of one step asks for the value at just that time.
                String at = rows.getLong(2) / 1000 + "." + String.format("%03d", rows.getLong(2) % 1000);
                points.addAll(values("query_range?step=1&start=" + at + "&end=" + at + "&query="
                        + URLEncoder.encode(
                                metric + "{task_name=\"" + rows.getString(4) + "\",subtask_index=\"" + rows.getString(5)
                                        + "\"}",
                                StandardCharsets.UTF_8)));
            }
        }
        assertThat(exported).isNotEmpty().containsExactlyInAnyOrderElementsOf(raw);
        assertThat(points).containsExactlyInAnyOrderElementsOf(raw);
    }

    @Test
    void whatIsWrongIsSaid() {
        assertError("", 400, "from is missing");
        assertError("?from=yesterday", 400, "from \\\"yesterday\\\" is no time");
        assertError("?from=now&to=now-1h", 400, "is before from");
        assertError("?from=now-1h&format=xlsx", 400, "format must be one of parquet, csv");
        assertError("?from=now-1h&match=up%7B", 400, "match: ");
        assertError("?from=now-1h&id=a/b", 400, "id must be");
        assertThat(client.authorized("delete", "/api/v1/history/exports/nope").statusCode())
                .isEqualTo(404);
    }

    private void assertError(String query, int status, String message) {
        HttpResponse<String> response = client.authorized("get", "/api/v1/history/export" + query);
        assertThat(response.statusCode()).as(query).isEqualTo(status);
        assertThat(response.body()).contains(message);
    }
}
