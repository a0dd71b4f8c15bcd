package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads the trail sees what was changed: as it was, and as it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class AuditChangesTest {
    /** A window that is over would be refused. */
    private static final Instant TOMORROW =
            Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

    private static String window(String name) {
        return """
                {"name": "%s", "matchers": ["cluster=\\"busy\\""], "startsAt": "%s", "endsAt": "%s"}""".formatted(name, TOMORROW, TOMORROW.plus(Duration.ofHours(2)));
    }

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

    private JsonNode newest(String action) {
        return client.data("/api/v1/audit?limit=1&q=" + action.replace(" ", "%20"))
                .at("/entries/0");
    }

    private static JsonNode json(JsonNode entry, String name) throws IOException {
        return Json.MAPPER.readTree(entry.path(name).asText());
    }

    @Test
    void aWindowIsShownAsItWasAndAsItIs() throws IOException {
        JsonNode made = Json.MAPPER
                .readTree(client.changing("post", "/api/v1/maintenance", "0", window("disks"))
                        .body())
                .path("data");
        assertThat(newest("create maintenance").path("before").isNull()).isTrue();
        assertThat(json(newest("create maintenance"), "after").path("name").asText())
                .isEqualTo("disks");

        String one = "/api/v1/maintenance/" + made.path("id").asText();
        client.changing("put", one, "\"1\"", window("new disks"));
        JsonNode changed = newest("change maintenance");
        assertThat(json(changed, "before").path("name").asText()).isEqualTo("disks");
        assertThat(json(changed, "after").path("name").asText()).isEqualTo("new disks");

        client.changing("delete", one, "\"2\"", "{}");
        JsonNode gone = newest("delete maintenance");
        assertThat(json(gone, "before").path("name").asText()).isEqualTo("new disks");
        assertThat(gone.path("after").isNull()).isTrue();
    }

    @Test
    void aRulesSettingIsShownAsItWasAndAsItIs() throws IOException {
        String setting = "/api/v1/rules/BackpressureSevere/setting";
        client.changing("put", setting, "\"0\"", "{\"parameters\": {\"threshold\": \"0.9\"}}");
        client.changing("put", setting, "\"1\"", "{\"parameters\": {\"threshold\": \"0.8\"}}");

        JsonNode entry = newest("set up rule");
        assertThat(entry.path("subject").asText()).isEqualTo("BackpressureSevere");
        assertThat(entry.path("before").asText()).contains("0.9");
        assertThat(entry.path("after").asText()).contains("0.8");
    }
}
