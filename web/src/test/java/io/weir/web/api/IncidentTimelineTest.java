package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An incident's timeline tells too who was told and what people did meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class IncidentTimelineTest {
    private TestingWeir weir;
    private TestingClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private List<JsonNode> timeline() {
        List<JsonNode> entries = new ArrayList<>();
        client.data("/api/v1/incidents").path("incidents").forEach(incident -> client.data(
                        "/api/v1/incidents/" + incident.path("id").asText() + "/timeline")
                .forEach(entries::add));
        return entries;
    }

    @Test
    void whatReceiversHeardAndWhatPeopleChangedIsInIt() {
        client.asAdmin("post", "/api/v1/demo/drills/shake", "");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(timeline())
                .anySatisfy(entry -> {
                    assertThat(entry.path("kind").asText()).isEqualTo("notification");
                    assertThat(entry.at("/text/en").asText()).contains("nobody/webhook-0");
                    assertThat(entry.path("link").asText()).startsWith("/events/");
                })
                .anySatisfy(entry -> {
                    assertThat(entry.path("kind").asText()).isEqualTo("action");
                    assertThat(entry.at("/text/en").asText()).isEqualTo("admin: drill shake");
                }));
    }
}
