package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Debian's amtool (package prometheus-alertmanager) works on Weir as on an Alertmanager. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class AmtoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Output(int code, String text) {
        String well() {
            assertThat(code).as(text).isZero();
            return text.strip();
        }
    }

    private TestingWeir weir;
    private TestingClient client;
    private Path http;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
        http = folder.resolve("http.yml");
        Files.writeString(http, "authorization:\n  type: Bearer\n  credentials: " + weir.token + "\n");
        await().atMost(PATIENCE).until(() -> firing() > 0);
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private int firing() {
        return client.data("/api/v1/events?state=firing").path("events").size();
    }

    private Output amtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("amtool", "--alertmanager.url=" + weir.url, "--http.config.file=" + http, "--timeout=30s"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Output(process.exitValue(), text);
    }

    @Test
    void silenceIsAddedFoundAndExpired() throws Exception {
        String id = amtool(
                        "silence",
                        "add",
                        "--author=ann",
                        "--comment=release",
                        "--duration=1h",
                        "zone=a",
                        "job=~orders.*")
                .well();

        assertThat(amtool("silence", "query", "zone=a").well()).contains(id, "ann", "release", "job=~\"orders.*\"");
        assertThat(amtool("silence", "query", "zone=b").well()).doesNotContain(id);
        JsonNode silence = client.data("/api/v1/silences/" + id);
        assertThat(silence.path("state").asText()).isEqualTo("active");
        assertThat(silence.path("createdBy").asText()).isEqualTo("ann");

        String updated = amtool("silence", "update", "--comment=longer", "--duration=2h", id)
                .well();
        assertThat(updated).contains(id, "longer");
        amtool("silence", "expire", id).well();
        assertThat(amtool("silence", "query", "--quiet").well()).doesNotContain(id);
        assertThat(amtool("silence", "query", "--expired", "--within=1h", "--quiet")
                        .well())
                .contains(id);
        assertThat(client.data("/api/v1/audit").findValuesAsText("action").toString())
                .contains("set silence", "expire silence");
    }

    @Test
    void unknownSilenceIsAnError() throws Exception {
        assertThat(amtool("silence", "expire", "nope").code()).isNotZero();
        assertThat(amtool("silence", "add", "--author=ann", "--comment=all", "x=~.*")
                        .text())
                .contains("they silence everything");
    }

    @Test
    void alertsAreListedAndASilencedOneIsSuppressed() throws Exception {
        JsonNode event = client.data("/api/v1/events?state=firing&limit=1").at("/events/0");
        String rule = event.path("rule").asText();
        String cluster = event.path("subject").path("cluster").asText();

        assertThat(amtool("alert", "query", "alertname=" + rule, "cluster=" + cluster)
                        .well())
                .contains(rule);
        assertThat(amtool("alert", "query", "alertname=nothing").well()).doesNotContain(rule);
        assertThat(amtool("-o", "json", "alert", "query", "alertname=" + rule).well())
                .contains("\"state\":\"active\"");

        String id = amtool("silence", "add", "--author=a", "--comment=c", "alertname=" + rule)
                .well();
        assertThat(amtool("alert", "query", "alertname=" + rule).well()).doesNotContain(rule);
        assertThat(amtool("-o", "json", "alert", "query", "--silenced", "alertname=" + rule)
                        .well())
                .contains("\"state\":\"suppressed\"", id);
        amtool("silence", "expire", id).well();
    }

    @Test
    void routesAreShownAndTestedAgainstWhatIsInForce() throws Exception {
        assertThat(amtool("config", "routes", "show").well())
                .contains("default-route  receiver: (nobody)", "receiver: nobody");
        assertThat(amtool("config", "routes", "test", "severity=critical").well())
                .isEqualTo("nobody");
        assertThat(amtool("config", "routes", "test", "severity=info").well()).isEqualTo("(nobody)");
        assertThat(amtool("config", "show").well()).contains("nobody");
        assertThat(amtool("cluster", "show").code()).isZero();
    }
}
