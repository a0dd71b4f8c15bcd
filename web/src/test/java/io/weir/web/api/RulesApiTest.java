package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A built-in rule over the API: read, set up, refused, given back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class RulesApiTest {
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

    private HttpResponse<String> send(String method, String path, String version, String body) {
        return client.send(
                method,
                path,
                "Authorization",
                "Bearer " + weir.token,
                "Content-Type",
                "application/json",
                "If-Match",
                version,
                body);
    }

    private JsonNode documented(String operation, int status, HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(document.faults(operation, status, type, response.body())).isEmpty();
        return Json.MAPPER.readTree(response.body()).path("data");
    }

    private static JsonNode parameter(JsonNode detail, String name) {
        for (JsonNode parameter : detail.path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError("no parameter " + name + " in " + detail.path("parameters"));
    }

    @Test
    void ruleIsSetUpByOnePersonAtATimeAndGivenBackToTheConfig() throws IOException {
        String path = "/api/v1/rules/CheckpointLong";
        String put = "put /api/v1/rules/{name}/setting";
        JsonNode before = client.data(path);
        assertThat(before.at("/setting/version").asInt()).isZero();
        assertThat(before.path("expression").asText()).contains("> 300000");
        assertThat(parameter(before, "threshold").path("docZh").asText()).isNotBlank();

        String body = """
                {"parameters": {"threshold": "2m", "severity": "critical"},
                 "scopes": [{"match": "{cluster=\\"test\\"}", "parameters": {"enabled": "false"}}]}
                """;
        HttpResponse<String> response = send("put", path + "/setting", "\"0\"", body);
        JsonNode after = documented(put, 200, response);
        assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(after.path("expression").asText()).contains("> 120000");
        assertThat(after.at("/rule/severity").asText()).isEqualTo("CRITICAL");
        assertThat(after.at("/rule/set").asInt()).isEqualTo(3);
        assertThat(after.at("/setting/changedBy").asText()).isNotBlank();
        assertThat(after.at("/setting/scopes/0/match").asText()).isEqualTo("{cluster=\"test\"}");
        assertThat(parameter(after, "threshold").path("value").asText()).isEqualTo("2m");

        documented(put, 412, send("put", path + "/setting", "\"0\"", "{}"));
        JsonNode back = documented(put, 200, send("put", path + "/setting", "\"1\"", "{}"));
        assertThat(parameter(back, "threshold").path("value").asText()).isEqualTo("5m");
        JsonNode history = documented("get /api/v1/rules/{name}/history", 200, send("get", path + "/history", "*", ""));
        assertThat(history).hasSize(2);
        assertThat(history.at("/1/parameters/threshold").asText()).isEqualTo("2m");
        assertThat(client.data("/api/v1/audit").findValuesAsText("action")).contains("set up rule");
    }

    @Test
    void whatIsWrongIsSaidAtOnceAndNothingIsStored() throws IOException {
        String path = "/api/v1/rules/BackpressureSevere";
        String wrong = """
                {"parameters": {"threshold": "7", "severity": "loud"},
                 "scopes": [{"match": "cluster", "parameters": {"enabled": "maybe"}}]}
                """;
        JsonNode check = documented("post /api/v1/rules/{name}/check", 200, send("post", path + "/check", "*", wrong));
        assertThat(check.path("faults")).hasSize(3);

        HttpResponse<String> refused = send("put", path + "/setting", "0", wrong);
        documented("put /api/v1/rules/{name}/setting", 400, refused);
        assertThat(Json.MAPPER.readTree(refused.body()).path("error").asText().lines())
                .hasSize(3);
        documented("put /api/v1/rules/{name}/setting", 404, send("put", "/api/v1/rules/Nope/setting", "0", "{}"));
        assertThat(client.data(path).at("/setting/version").asInt()).isZero();
    }

    @Test
    void switchedOffRuleStaysInTheListAndSaysSo() throws IOException {
        String off = "{\"parameters\": {\"enabled\": \"false\"}}";
        documented("put /api/v1/rules/{name}/setting", 200, send("put", "/api/v1/rules/NoFreeSlot/setting", "0", off));
        JsonNode listed = Json.MAPPER.nullNode();
        for (JsonNode rule : documented("get /api/v1/rules", 200, send("get", "/api/v1/rules", "*", ""))) {
            listed = rule.path("name").asText().equals("NoFreeSlot") ? rule : listed;
        }
        assertThat(listed.path("health").asText()).isEqualTo("off");
        assertThat(listed.path("enabled").asBoolean()).isFalse();
        assertThat(listed.path("group").asText()).isEqualTo("platform");
    }

    @Test
    void exportHasWhatIsInForce() throws IOException {
        String set = "{\"parameters\": {\"share\": \"0.77\"}}";
        documented(
                "put /api/v1/rules/{name}/setting", 200, send("put", "/api/v1/rules/MetaspaceHigh/setting", "0", set));
        HttpResponse<String> file = client.authorized("get", "/api/v1/rules/export");
        assertThat(file.body()).startsWith("# Made from Weir's catalogue").contains("> 0.77");
    }

    @Test
    void pageOfAnEventIsServedAndNoOtherFile() {
        HttpResponse<String> page = client.authorized("get", "/docs/events/CheckpointLong.md");
        assertThat(page.body()).startsWith("# CheckpointLong");
        assertThat(client.authorized("get", "/docs/events/..%2Fevents%2FCheckpointLong.md")
                        .statusCode())
                .isIn(400, 404);
    }
}
