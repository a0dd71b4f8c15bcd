package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Standing queries, patterns and pages of logs over the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class LogQueriesApiTest {
    private static final String PUT = "put /api/v1/log-queries/{name}";
    private TestingWeir weir;
    private TestingClient client;
    private OpenApi document;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
        document = new OpenApi();
        // The last record of a file comes when nothing has followed it for a moment; then all of them are there.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !client.data("/api/v1/logs/search?from=0&q=%22attempt%20%232%22&limit=1")
                        .path("hits")
                        .isEmpty());
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    @Test
    void standingQueryIsChangedByOnePersonAtATimeAndTakenAway() throws IOException {
        String path = "/api/v1/log-queries/poison";
        JsonNode made =
                document.data(PUT, 200, client.changing("put", path, "\"0\"", "{\"query\": \"level:ERROR Poison*\"}"));
        assertThat(made.path("version").asInt()).isEqualTo(1);
        assertThat(made.path("rule").asText()).contains("weir_log_matches_total{query=\"poison\"}");
        document.data(PUT, 412, client.changing("put", path, "\"0\"", "{\"query\": \"other\"}"));

        HttpResponse<String> wrong = client.changing("put", path, "\"1\"", "{\"query\": \"level:LOUD\"}");
        document.data(PUT, 400, wrong);
        assertThat(wrong.body()).contains("write level: and one of").contains("\"position\":0");
        document.data(PUT, 400, client.changing("put", "/api/v1/log-queries/1st", "\"0\"", "{\"query\": \"x\"}"));

        assertThat(client.data("/api/v1/log-queries")).hasSize(1);
        document.data("delete /api/v1/log-queries/{name}", 200, client.changing("delete", path, "\"1\"", ""));
        assertThat(client.data("/api/v1/log-queries")).isEmpty();
        JsonNode history = document.data(
                "get /api/v1/log-queries/{name}/history", 200, client.changing("get", path + "/history", "*", ""));
        assertThat(history).hasSize(2);
        assertThat(history.at("/0/query").isNull()).isTrue();
        assertThat(client.data("/api/v1/audit").findValuesAsText("action"))
                .contains("set standing log query", "take away standing log query");
    }

    @Test
    void pagesLeadOnAndBackAndAnExportHasAllOfThem() {
        String search = "/api/v1/logs/search?from=0&order=oldest&limit=5";
        JsonNode first = client.data(search);
        JsonNode second =
                client.data(search + "&cursor=" + first.path("nextCursor").asText());
        JsonNode back =
                client.data(search + "&cursor=" + second.path("previousCursor").asText());

        assertThat(second.path("hits").findValuesAsText("id"))
                .doesNotContainAnyElementsOf(first.path("hits").findValuesAsText("id"));
        assertThat(back.path("hits").findValuesAsText("id"))
                .isEqualTo(first.path("hits").findValuesAsText("id"));
        long total = client.data("/api/v1/logs/histogram?from=0").path("total").asLong();
        String export = client.authorized("get", "/api/v1/logs/export?from=0&format=ndjson")
                .body();
        assertThat(export.lines()).hasSize((int) total);
    }

    @Test
    void patternsOfTheFailingJobFindItsRecords() {
        JsonNode patterns = client.data("/api/v1/logs/patterns?from=0&q=%22switched%20from%20RUNNING%20to%20FAILED%22");
        JsonNode pattern = patterns.at("/patterns/0");
        assertThat(pattern.path("template").asText())
                .contains("switched from RUNNING to FAILED")
                .contains("<*>");

        JsonNode hits = client.data("/api/v1/logs/search?from=0&limit=1000&q=pattern:"
                + pattern.path("id").asText());
        assertThat(hits.path("hits").size()).isEqualTo(pattern.path("count").asInt());

        JsonNode changes = client.data("/api/v1/logs/patterns/compare?from=0&q=FAILED&baseFrom=0&baseQ=NOT%20FAILED");
        assertThat(changes.path("changes").findValuesAsText("kind")).contains("new", "vanished");
    }
}
