package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance windows over the API: made, changed by one person at a time, deleted, with every version. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class MaintenanceApiTest {
    private static final String PATH = "/api/v1/maintenance";

    private TestingWeir weir;
    private TestingClient client;
    private OpenApi document;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
        document = new OpenApi();
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private static String once(String name, Instant from, Duration lasting) {
        return """
                {"name": "%s", "matchers": ["alertname=\\"Watchdog\\""], "startsAt": "%s", "endsAt": "%s"}
                """.formatted(name, from, from.plus(lasting));
    }

    private HttpResponse<String> change(String method, String path, String version, String body) {
        return client.changing(method, path, version, body);
    }

    @Test
    void windowIsMadeChangedAndDeletedWithEveryVersionKept() throws IOException {
        Instant now = Instant.now().minusSeconds(60);
        JsonNode made =
                document.data("post " + PATH, 201, change("post", PATH, "*", once("disks", now, Duration.ofHours(1))));
        String one = PATH + "/" + made.path("id").asText();
        assertThat(made.path("state").asText()).isEqualTo("active");
        assertThat(made.path("version").asInt()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.data(one).path("covered").asInt() > 0);

        String longer = once("disks", now, Duration.ofHours(2));
        JsonNode changed = document.data("put " + PATH + "/{id}", 200, change("put", one, "1", longer));
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(Instant.parse(changed.path("activeUntil").asText())).isAfter(now.plus(Duration.ofHours(1)));
        HttpResponse<String> outdated = change("put", one, "1", longer);
        assertThat(outdated.statusCode()).isEqualTo(412);
        assertThat(outdated.body()).contains("to version 2");

        assertThat(change("delete", one, "2", "").statusCode()).isEqualTo(200);
        assertThat(client.authorized("get", one).statusCode()).isEqualTo(404);
        JsonNode history =
                document.data("get " + PATH + "/{id}/history", 200, client.authorized("get", one + "/history"));
        assertThat(history.findValuesAsText("action")).containsExactly("deleted", "changed", "created");
        assertThat(client.data("/api/v1/audit").findValuesAsText("action"))
                .contains("create maintenance window", "change maintenance window", "delete maintenance window");
    }

    @Test
    void windowThatComesAgainSaysWhenItNextDoes() throws IOException {
        JsonNode made = document.data("post " + PATH, 201, change("post", PATH, "*", """
                {"name": "weekly", "matchers": ["cluster=\\"prod\\""], "comment": "patches", "times":
                  [{"weekdays": ["sunday"], "times": [{"start_time": "02:00", "end_time": "04:00"}],
                    "location": "Asia/Shanghai"}]}
                """));
        Instant next =
                Instant.parse(made.path(made.path("state").asText().equals("active") ? "activeUntil" : "nextStart")
                        .asText());
        assertThat(next).isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(7)));
        assertThat(made.at("/times/0/location").asText()).isEqualTo("Asia/Shanghai");
        assertThat(client.data(PATH).findValuesAsText("name")).contains("weekly");
    }

    @Test
    void whatIsWrongIsSaidWithWhatToWrite() {
        assertThat(change("post", PATH, "*", "{\"name\": \"x\", \"matchers\": []}")
                        .body())
                .contains("matchers: at least one is needed", "startsAt: is missing");
        assertThat(change("post", PATH, "*", """
                {"name": "x", "matchers": ["cluster=\\"a\\""],
                 "times": [{"times": [{"start_time": "22:00", "end_time": "06:00"}], "weekday": ["sunday"]}]}
                """).body())
                .contains("times[0].times[0]: 22:00 is not before 06:00", "times[0].weekday: unknown key");
    }
}
