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

/** People handle a real event over the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class EventHandlingTest {
    private TestingWeir weir;
    private TestingClient client;
    private JsonNode event;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.data("/api/v1/events?state=firing&limit=1")
                                .path("events")
                                .size()
                        > 0);
        event = client.data("/api/v1/events?state=firing&limit=1").at("/events/0");
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private HttpResponse<String> post(String key, String action, String body) {
        return client.send(
                "post",
                "/api/v1/events/" + key + "/" + action,
                "Authorization",
                "Bearer " + weir.token,
                "Content-Type",
                "application/json",
                body);
    }

    private JsonNode read() {
        return client.data("/api/v1/events/" + event.path("id").asText());
    }

    private boolean isFound(String filter) {
        for (JsonNode found : client.data("/api/v1/events?limit=1000&" + filter).path("events")) {
            if (found.path("id").equals(event.path("id"))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void acknowledgedByFingerprintAndAssignedThenGivenBack() {
        String print = event.path("fingerprint").asText();
        String id = client.data("/api/v1/events/" + print).path("id").asText();
        event = client.data("/api/v1/events/" + id);

        assertThat(post(print, "acknowledge", "{\"note\": \"正在看\"}").statusCode())
                .isEqualTo(200);
        assertThat(post(id, "assign", "{\"assignee\": \"liu\"}").statusCode()).isEqualTo(200);
        assertThat(read().at("/acknowledgement/note").asText()).isEqualTo("正在看");
        assertThat(read().at("/acknowledgement/by").asText()).isNotEmpty();
        assertThat(read().at("/assignment/assignee").asText()).isEqualTo("liu");
        assertThat(isFound("acknowledged=true")).isTrue();
        assertThat(isFound("acknowledged=false")).isFalse();
        assertThat(isFound("assignee=liu")).isTrue();
        assertThat(isFound("assignee=mei")).isFalse();

        assertThat(post(id, "unacknowledge", "").statusCode()).isEqualTo(200);
        assertThat(post(id, "assign", "{\"assignee\": \"\"}").statusCode()).isEqualTo(200);
        assertThat(read().path("acknowledgement").isNull()).isTrue();
        assertThat(read().path("assignment").isNull()).isTrue();
        assertThat(client.data("/api/v1/events/" + id + "/history").findValuesAsText("kind"))
                .containsSubsequence("acknowledged", "assigned", "unacknowledged", "unassigned");
        assertThat(client.data("/api/v1/audit").findValuesAsText("action"))
                .contains("acknowledge event", "assign event to liu", "unacknowledge event", "unassign event");
    }

    @Test
    void wrongBodiesAreToldWithTheirPlace() {
        String id = event.path("id").asText();
        assertThat(post(id, "assign", "{}").body()).contains("assignee is missing");
        assertThat(post(id, "assign", "{\"assignee\": 3, \"x\": 1}").body()).contains("x: ");
        assertThat(post(id, "acknowledge", "{\"note\":\n  nope}").body()).contains("line 2");
        assertThat(post(id, "acknowledge", "{\"note\": \"" + "x".repeat(4001) + "\"}")
                        .body())
                .contains("4001 characters are too many");
        HttpResponse<String> form = client.send(
                "post",
                "/api/v1/events/" + id + "/acknowledge",
                "Authorization",
                "Bearer " + weir.token,
                "Content-Type",
                "text/plain",
                "{}");
        assertThat(form.statusCode()).isEqualTo(400);
    }
}
