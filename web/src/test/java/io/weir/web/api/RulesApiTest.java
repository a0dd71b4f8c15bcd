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
        HttpResponse<String> response = client.changing("put", path + "/setting", "\"0\"", body);
        JsonNode after = document.data(put, 200, response);
        assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(after.path("expression").asText()).contains("> 120000");
        assertThat(after.at("/rule/severity").asText()).isEqualTo("CRITICAL");
        assertThat(after.at("/rule/set").asInt()).isEqualTo(3);
        assertThat(after.at("/setting/changedBy").asText()).isNotBlank();
        assertThat(after.at("/setting/scopes/0/match").asText()).isEqualTo("{cluster=\"test\"}");
        assertThat(parameter(after, "threshold").path("value").asText()).isEqualTo("2m");

        document.data(put, 412, client.changing("put", path + "/setting", "\"0\"", "{}"));
        JsonNode back = document.data(put, 200, client.changing("put", path + "/setting", "\"1\"", "{}"));
        assertThat(parameter(back, "threshold").path("value").asText()).isEqualTo("5m");
        JsonNode history = document.data(
                "get /api/v1/rules/{name}/history", 200, client.changing("get", path + "/history", "*", ""));
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
        JsonNode check = document.data(
                "post /api/v1/rules/{name}/check", 200, client.changing("post", path + "/check", "*", wrong));
        assertThat(check.path("faults")).hasSize(3);

        HttpResponse<String> refused = client.changing("put", path + "/setting", "0", wrong);
        document.data("put /api/v1/rules/{name}/setting", 400, refused);
        assertThat(Json.MAPPER.readTree(refused.body()).path("error").asText().lines())
                .hasSize(3);
        document.data(
                "put /api/v1/rules/{name}/setting",
                404,
                client.changing("put", "/api/v1/rules/Nope/setting", "0", "{}"));
        assertThat(client.data(path).at("/setting/version").asInt()).isZero();
    }

    @Test
    void switchedOffRuleStaysInTheListAndSaysSo() throws IOException {
        String off = "{\"parameters\": {\"enabled\": \"false\"}}";
        document.data(
                "put /api/v1/rules/{name}/setting",
                200,
                client.changing("put", "/api/v1/rules/NoFreeSlot/setting", "0", off));
        JsonNode listed = Json.MAPPER.nullNode();
        for (JsonNode rule :
                document.data("get /api/v1/rules", 200, client.changing("get", "/api/v1/rules", "*", ""))) {
            listed = rule.path("name").asText().equals("NoFreeSlot") ? rule : listed;
        }
        assertThat(listed.path("health").asText()).isEqualTo("off");
        assertThat(listed.path("enabled").asBoolean()).isFalse();
        assertThat(listed.path("group").asText()).isEqualTo("platform");
    }

    @Test
    void exportHasWhatIsInForce() throws IOException {
        String set = "{\"parameters\": {\"share\": \"0.77\"}}";
        document.data(
                "put /api/v1/rules/{name}/setting",
                200,
                client.changing("put", "/api/v1/rules/MetaspaceHigh/setting", "0", set));
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
