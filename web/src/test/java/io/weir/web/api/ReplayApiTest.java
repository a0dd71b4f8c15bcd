package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class ReplayApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FILE = """
            groups:
            - name: a
              rules:
              - {record: load:max, expr: 'max by (cluster, job_id) (%s)'}
              - {alert: Loaded, expr: 'load:max > 100', for: 1s, labels: {severity: page}}
              - {alert: Idle, expr: 'load:max < 1'}
            """.formatted("flink_taskmanager_job_task_backPressuredTimeMsPerSecond");

    private OpenApi document;
    private TestingWeir weir;
    private TestingClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        document = new OpenApi();
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
        // Some evaluations with samples and a job that is known.
        await().atMost(PATIENCE)
                .until(() -> client.data("/prometheus/api/v1/query?query=count_over_time(up%5B5m%5D)%3E1")
                                .path("result")
                                .size()
                        == 2);
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private HttpResponse<String> ask(ObjectNode body) {
        return client.send(
                "post",
                "/api/v1/rules/replay",
                "Authorization",
                "Bearer " + weir.token,
                "Content-Type",
                "application/json",
                body.toString());
    }

    private static ObjectNode body(String name, String value) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("from", "now-5m").put("step", "1s");
        return body.put(name, value);
    }

    private JsonNode replayed(ObjectNode body) throws IOException {
        HttpResponse<String> asked = ask(body);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        assertThat(document.faults("post /api/v1/rules/replay", 202, "application/json", asked.body()))
                .isEmpty();
        String path = "/api/v1/rules/replays/"
                + Json.MAPPER.readTree(asked.body()).at("/data/id").asText();
        await().atMost(PATIENCE)
                .until(() -> !client.data(path).path("state").asText().matches("waiting|running"));
        String answer = client.authorized("get", path).body();
        assertThat(document.faults("get /api/v1/rules/replays/{id}", 200, "application/json", answer))
                .isEmpty();
        JsonNode replay = client.data(path);
        assertThat(replay.path("state").asText()).as(answer).isEqualTo("done");
        return replay.path("report");
    }

    @Test
    void ownRuleIsReplayedWithOtherParametersAndAThresholdIsSuggested() throws IOException {
        ObjectNode body = body("rule", "BackpressureSevere").put("suggest", "threshold");
        body.putObject("set").put("for", "1s").put("threshold", "0.1");
        JsonNode report = replayed(body);

        assertThat(report.path("fired").asInt()).isEqualTo(1);
        assertThat(report.at("/firings/0/subject").asText()).startsWith("busy / ");
        assertThat(report.at("/firings/0/endedAt").isNull()).isTrue();
        assertThat(report.at("/parameters/for").asText()).isEqualTo("1s");
        assertThat(report.path("threshold").asText()).isEqualTo("threshold");
        assertThat(report.at("/measures/0/values/0").asDouble()).isGreaterThan(0.9);
        assertThat(report.at("/suggestion/parameter").asText()).isEqualTo("threshold");
        assertThat(report.at("/suggestion/rows").size()).isGreaterThan(2);
        assertThat(report.path("notes").toString()).contains("signals and cluster states were noted from");
    }

    @Test
    void aRuleFileThatIsNotInForceIsReplayed() throws IOException {
        JsonNode report = replayed(body("file", FILE).put("alert", "Loaded"));

        assertThat(report.path("fired").asInt()).as(report.toString()).isEqualTo(1);
        assertThat(report.path("lastError").isNull()).isTrue();
        ObjectNode stricter = body("file", FILE).put("alert", "Loaded");
        stricter.putObject("set").put("threshold", "1001");
        assertThat(replayed(stricter).path("fired").asInt()).isZero();
    }

    @Test
    void whatIsWrongIsSaid() {
        assertError(body("rule", "Nope"), "there is no rule \\\"Nope\\\" to replay");
        assertError(body("file", FILE), "the file has 2 alerts (Loaded, Idle); name one with alert");
        assertError(body("file", "groups: 3"), "file:1");
        assertError(body("rule", "TargetDown").put("from", "soon"), "from \\\"soon\\\" is no time");
        assertError(body("rule", "TargetDown").put("step", "x"), "step: ");
        assertError(body("rule", "TargetDown").put("from", "now-60d"), "the most is 100000");
        assertError(body("rule", "TargetDown").put("suggest", "fro"), "did you mean");
        ObjectNode unknown = body("rule", "BackpressureSevere");
        unknown.putObject("set").put("treshold", "1");
        assertError(unknown, "rule BackpressureSevere has no parameter \\\"treshold\\\"; did you mean");
        assertError(body("rul", "TargetDown"), "rul: ");
    }

    private void assertError(ObjectNode body, String message) {
        HttpResponse<String> response = ask(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains(message);
    }
}
