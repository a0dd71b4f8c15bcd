package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Policies over the API: made, changed by two people at once, looked back at, deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class PoliciesApiTest {
    private static final String NUMBER = """
            {"kind": "number", "name": "hot", "enabled": true, "severity": "WARNING",
             "subjects": {"names": [], "labels": {"cluster": "busy"}}, "match": "ANY",
             "conditions": [{"metric": "flink_taskmanager_job_task_busyTimeMsPerSecond", "comparison": "ABOVE",
                             "against": "VALUE", "threshold": 900}],
             "granularity": 1, "points": 3, "repeatHours": 0, "notifyRecovery": true, "receivers": null}
            """;
    private static final String EVENT = """
            {"kind": "event", "name": "quiet", "enabled": true, "order": 1, "severity": null, "receivers": [],
             "matchers": [{"field": "label.team", "operator": "EQUALS", "values": ["test"]}]}
            """;

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

    @Test
    void policyIsMadeChangedLookedBackAtAndDeleted() throws IOException {
        HttpResponse<String> created = client.changing("post", "/api/v1/policies", "*", NUMBER);
        JsonNode first = document.data("post /api/v1/policies", 201, created);
        String path = "/api/v1/policies/" + first.path("id").asText();
        assertThat(created.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(first.at("/expressions/0").asText()).endsWith("> 900");
        document.data("get /api/v1/policies", 200, client.authorized("get", "/api/v1/policies"));
        assertThat(client.data("/api/v1/rules").findValuesAsText("name")).contains("hot");

        String changed = NUMBER.replace("900", "950");
        document.data("put /api/v1/policies/{id}", 200, client.changing("put", path, "\"1\"", changed));
        HttpResponse<String> late = client.changing("put", path, "\"1\"", NUMBER.replace("900", "1"));
        document.data("put /api/v1/policies/{id}", 412, late);
        assertThat(late.body()).contains("to version 2");

        JsonNode history =
                document.data("get /api/v1/policies/{id}/history", 200, client.authorized("get", path + "/history"));
        assertThat(history.findValuesAsText("action")).containsExactly("changed", "created");
        assertThat(history.at("/0/differences/0/path").asText()).isEqualTo("conditions[0].threshold");
        assertThat(history.at("/0/changedBy").asText()).isNotEmpty();

        document.data("delete /api/v1/policies/{id}", 200, client.changing("delete", path, "\"2\"", ""));
        document.data("get /api/v1/policies/{id}", 404, client.authorized("get", path));
        document.data("delete /api/v1/policies/{id}", 404, client.changing("delete", path, "\"3\"", ""));
        assertThat(client.data("/api/v1/audit").findValuesAsText("action"))
                .contains("create policy", "change policy", "delete policy");
    }

    @Test
    void faultsAreToldWithTheirPlaces() throws IOException {
        String bad = NUMBER.replace("\"points\": 3", "\"points\": 0").replace("busyTime", "lazyTime");
        HttpResponse<String> refused = client.changing("post", "/api/v1/policies", "*", bad);
        document.data("post /api/v1/policies", 400, refused);
        assertThat(Json.MAPPER.readTree(refused.body()).path("error").asText().lines())
                .anyMatch(line -> line.startsWith("points: "))
                .anyMatch(line -> line.startsWith("conditions[0].metric: "));
        JsonNode check = document.data(
                "post /api/v1/policies/check", 200, client.changing("post", "/api/v1/policies/check", "*", bad));
        assertThat(check.path("faults").findValuesAsText("place"))
                .containsExactlyInAnyOrder("points", "conditions[0].metric");
        JsonNode good = document.data(
                "post /api/v1/policies/check",
                200,
                client.changing("post", "/api/v1/policies/check", "*", NUMBER.replace("hot", "hotter")));
        assertThat(good.path("faults")).isEmpty();
        assertThat(good.path("expressions")).hasSize(1);
    }

    @Test
    void eventPolicyIsStoredToo() throws IOException {
        JsonNode stored =
                document.data("post /api/v1/policies", 201, client.changing("post", "/api/v1/policies", "*", EVENT));
        assertThat(stored.at("/policy/kind").asText()).isEqualTo("event");
        assertThat(List.of(
                        stored.path("health").isNull(),
                        stored.at("/policy/receivers").isArray()))
                .containsOnly(true);
    }
}
