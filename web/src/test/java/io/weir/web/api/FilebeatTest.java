package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.web.auth.PushDoor;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Filebeat asks at its start and what it takes for a good answer, as <a href="https://github.com/elastic/beats/tree/main/libbeat">libbeat</a>'s
 * {@code eslegclient}, {@code template} and {@code idxmgmt} have it; then a bulk as it sends one. Debian has no Filebeat.
 */
@SuppressWarnings("NullAway.Init") // Set before the tests.
final class FilebeatTest {
    private static final String TOKEN = "a-token-that-is-good-for-pushing-only";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestingWeir weir;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        weir.access.admitPushes(new PushDoor(TOKEN, false));
    }

    @AfterEach
    void stop() {
        weir.close();
    }

    @Test
    void filebeat8IsContentAndItsLinesAreFound() throws Exception {
        HttpResponse<String> greeting = ask("GET", "");
        assertThat(greeting.statusCode()).isEqualTo(200);
        assertThat(greeting.headers().firstValue("X-Elastic-Product")).contains("Elasticsearch");
        JsonNode version = JSON.readTree(greeting.body()).path("version");
        assertThat(version.path("number").asText()).startsWith("8.");
        assertThat(version.path("build_flavor").asText()).isEqualTo("default");
        JsonNode license = json("/_license?human=false").path("license");
        assertThat(license.path("status").asText()).isEqualTo("active");
        assertThat(license.path("type").asText()).isEqualTo("basic");
        assertThat(license.path("uid").asText()).isNotEmpty();

        assertThat(ask("GET", "/_ilm/policy/filebeat").statusCode()).isEqualTo(200);
        assertThat(ask("HEAD", "/_index_template/filebeat-8.19.0").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/_data_stream/filebeat-8.19.0").statusCode()).isEqualTo(200);
        // With setup.*.overwrite.
        assertThat(ask("PUT", "/_ilm/policy/filebeat").statusCode()).isEqualTo(200);
        assertThat(ask("PUT", "/_index_template/filebeat-8.19.0").statusCode()).isEqualTo(200);
        assertThat(ask("PUT", "/_data_stream/filebeat-8.19.0").statusCode()).isEqualTo(200);

        sendAndFind("{\"create\":{\"_index\":\"filebeat-8.19.0\"}}", "8.19.0");
    }

    @Test
    void filebeat7IsContentAndItsLinesAreFound() throws Exception {
        assertThat(ask("GET", "/").statusCode()).isEqualTo(200);
        JsonNode xpack = json("/_xpack");
        assertThat(xpack.path("license").path("status").asText()).isEqualTo("active");
        assertThat(xpack.path("features").path("ilm").path("available").asBoolean())
                .isTrue();
        assertThat(xpack.path("features").path("ilm").path("enabled").asBoolean())
                .isTrue();

        assertThat(ask("GET", "/_ilm/policy/filebeat").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/_cat/templates/filebeat-7.17.9").body()).contains("filebeat-7.17.9");
        assertThat(ask("HEAD", "/_alias/filebeat-7.17.9").statusCode()).isEqualTo(200);
        boolean written = false;
        for (JsonNode index : json("/_alias/filebeat-7.17.9")) {
            written |= index.path("aliases")
                    .path("filebeat-7.17.9")
                    .path("is_write_index")
                    .asBoolean();
        }
        assertThat(written).isTrue();

        sendAndFind("{\"index\":{\"_index\":\"filebeat-7.17.9\",\"_type\":\"_doc\"}}", "7.17.9");
    }

    private void sendAndFind(String action, String version) throws Exception {
        String body = action + "\n" + """
            {"@timestamp":"%1$s","message":"2026-11-20 15:43:56,608 ERROR org.apache.flink.runtime.taskmanager.Task [] - filebeat sent this\\njava.lang.IllegalStateException: no\\n\\tat a.B.c(B.java:1)","input":{"type":"filestream"},"log":{"offset":6051,"file":{"path":"/var/log/flink/flink-taskexecutor.log"},"flags":["multiline"]},"fields":{"cluster":"prod","deployment":"orders"},"host":{"name":"node-7"},"ecs":{"version":"8.0.0"},"agent":{"type":"filebeat","version":"%2$s","name":"node-7"}}
            """.formatted(Instant.now().toString(), version);
        HttpResponse<String> answer = http.send(
                request("/_bulk?filter_path=errors%2Citems.%2A.error%2Citems.%2A.status")
                        .header("Content-Type", "application/json; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode read = JSON.readTree(answer.body());
        assertThat(read.path("errors").asBoolean()).isFalse();
        assertThat(read.path("items").path(0).elements().next().path("status").asInt())
                .isEqualTo(201);

        String query = "cluster:prod deployment:orders level:ERROR \"filebeat sent this\" IllegalStateException";
        JsonNode hits = new TestingClient(weir.url, weir.token)
                .data("/api/v1/logs/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("hits");
        assertThat(hits).hasSize(1);
        assertThat(hits.get(0).path("logger").asText()).isEqualTo("org.apache.flink.runtime.taskmanager.Task");
    }

    private JsonNode json(String path) throws Exception {
        return JSON.readTree(ask("GET", path).body());
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return http.send(
                request(path)
                        .method(
                                method,
                                method.equals("PUT")
                                        ? HttpRequest.BodyPublishers.ofString("{}")
                                        : HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        String key = Base64.getEncoder().encodeToString(("weir:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(weir.url + "/elasticsearch" + path))
                .header("Authorization", "ApiKey " + key)
                .header("User-Agent", "Elastic-filebeat/8.19.0 (linux; amd64)")
                .header("Accept", "application/json");
    }
}
