package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Routing over the API: read from YAML, tried before it is in force, changed by one person at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class RoutingApiTest {
    private static final String ROUTING = "/api/v1/routing";

    private static final String TREE = """
            route:
              receiver: nobody
              group_by: [cluster]
              routes:
                - matchers: ['severity="info"']
                  receiver: (nobody)
                - matchers: ['severity="critical"']
                  continue: on
                  mute_time_intervals: [nights]
                  routes:
                    - match: {job_name: orders}
            time_intervals:
              - name: nights
                time_intervals:
                  - times: [{start_time: 22:00, end_time: 24:00}]
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

    private JsonNode post(String path, ObjectNode body) throws IOException {
        return document.data("post " + path, 200, client.changing("post", path, "*", body.toString()));
    }

    private JsonNode read(String text, boolean alertmanager) throws IOException {
        return post(ROUTING + "/read", body("text", text).put("alertmanager", alertmanager));
    }

    private static ObjectNode body(String key, String text) {
        return Json.MAPPER.createObjectNode().put(key, text);
    }

    private static ObjectNode test(String job) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("labels").put("severity", "critical").put("job_name", job);
        return body;
    }

    @Test
    void yamlBecomesTheDocumentThatIsStored() throws IOException {
        JsonNode read = read(TREE, false);
        assertThat(read.path("faults")).isEmpty();
        JsonNode critical = read.at("/routing/route/routes/1");
        assertThat(critical.path("continue").asBoolean()).isTrue();
        assertThat(critical.at("/routes/0/matchers/0").asText()).isEqualTo("job_name=\"orders\"");
        assertThat(read.at("/routing/time_intervals/0/time_intervals/0/times/0/start_time")
                        .asText())
                .isEqualTo("22:00");
    }

    @Test
    void faultsOfYamlHaveTheirLines() throws IOException {
        JsonNode unusable = read(TREE.replace("receiver: (nobody)", "receiver: pager"), false);
        assertThat(unusable.at("/faults/0/line").asInt()).isEqualTo(6);
        assertThat(unusable.at("/faults/0/place").asText()).isEqualTo("route.routes[0].receiver");
        assertThat(unusable.path("routing").isObject()).isTrue();

        JsonNode unreadable = read(TREE.replace("[cluster]", "[cluster"), false);
        assertThat(unreadable.at("/faults/0/message").asText()).contains("line");
        assertThat(unreadable.path("routing").isNull()).isTrue();
    }

    @Test
    void alertmanagersFileIsReadWithWhatIsNotDone() throws IOException {
        String file = """
                global:
                  resolve_timeout: 5m
                templates: ['/etc/alertmanager/*.tmpl']
                route:
                  receiver: team
                  routes:
                    - matchers: [team="data"]
                      receiver: data
                receivers:
                  - name: team
                    webhook_configs: [{url: 'http://127.0.0.1:9/'}]
                  - name: data
                    victorops_configs: [{api_key: x, routing_key: y}]
                """;
        JsonNode read = read(file, true);
        assertThat(read.path("faults")).isEmpty();
        assertThat(read.at("/routing/route/routes/0/receiver").asText()).isEqualTo("data");
        assertThat(read.path("notes").findValuesAsText("place"))
                .contains("global.resolve_timeout", "templates[0]", "receivers[1].victorops_configs");

        JsonNode refused = read(file.replace("receiver: data", "receiver: nowhere"), true);
        assertThat(refused.path("routing").isNull()).isTrue();
        assertThat(refused.at("/faults/0/line").asInt()).isEqualTo(8);
    }

    @Test
    void draftIsTriedWithoutBeingInForce() throws IOException {
        ObjectNode asked = test("orders");
        asked.set("routing", read(TREE, false).path("routing"));
        JsonNode trace = post(ROUTING + "/test", asked);
        assertThat(trace.path("steps").findValuesAsText("place"))
                .containsExactly("route", "route.routes[0]", "route.routes[1]", "route.routes[1].routes[0]");
        assertThat(trace.path("steps").findValuesAsText("verdict"))
                .containsExactly("handed_down", "passed", "handed_down", "taken");
        assertThat(trace.at("/groups/0/groupLabels")).isEmpty();

        asked.set(
                "routing",
                read(TREE.replace("receiver: (nobody)", "receiver: pager"), false)
                        .path("routing"));
        HttpResponse<String> refused = client.changing("post", ROUTING + "/test", "*", asked.toString());
        document.data("post " + ROUTING + "/test", 400, refused);
        assertThat(refused.body()).contains("route.routes[0].receiver: there is no receiver");
    }

    @Test
    void oneOfTwoPeopleWhoChangeTheSameVersionIsTold() throws IOException {
        String wanted = read(TREE, false).path("routing").toString();
        String seen = "\"" + client.data(ROUTING).path("version").asLong() + "\"";
        JsonNode mine = document.data("put " + ROUTING, 200, client.changing("put", ROUTING, seen, wanted));
        assertThat(mine.path("source").asText()).isEqualTo("stored");
        assertThat(mine.at("/tree/routes/1/routes/0/receiver").asText()).isEqualTo("nobody");
        HttpResponse<String> theirs = client.changing("put", ROUTING, seen, wanted);
        document.data("put " + ROUTING, 412, theirs);
        assertThat(theirs.body())
                .contains("is at version " + mine.path("version").asLong());

        String now = "\"" + mine.path("version").asLong() + "\"";
        JsonNode back = document.data("delete " + ROUTING, 200, client.changing("delete", ROUTING, now, ""));
        assertThat(back.path("source").asText()).isEqualTo("default");
        JsonNode history =
                document.data("get " + ROUTING + "/history", 200, client.authorized("get", ROUTING + "/history"));
        assertThat(history.at("/0/routing").isNull()).isTrue();
        assertThat(history.at("/1/routing").toString()).isEqualTo(wanted);
    }
}
