package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.web.auth.PushDoor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Log lines pushed in every protocol are found as soon as they are answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
final class LogPushApiTest {
    private static final String PUSH_TOKEN = "a-token-that-is-good-for-pushing-only";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final long nowNanos = Instant.now().toEpochMilli() * 1_000_000;
    private TestingWeir weir;
    private TestingClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
        weir.access.admitPushes(new PushDoor(PUSH_TOKEN, false));
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    @Test
    void lokiJsonWithAStackTraceSentLineByLineIsOneRecord() throws Exception {
        String body = """
                {"streams": [{"stream": {"cluster": "loki", "pod": "tm-1", "namespace": "pay", "app": "orders"}, "values": [
                  ["%1$d", "2026-11-20 15:43:56,608 ERROR o.a.f.Task [] - lokijson failed"],
                  ["%1$d", "java.lang.IllegalStateException: no"],
                  ["%1$d", "\\tat a.B.c(B.java:1)"],
                  ["%1$d", "2026-11-20 15:43:57,000 INFO  o.a.f.Task [] - lokijson goes on"]]}]}""".formatted(nowNanos);

        assertThat(push("/loki/api/v1/push", "application/json", gzip(body), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(204);

        JsonNode hits = hits("lokijson level:ERROR");
        assertThat(hits).hasSize(1);
        JsonNode hit = hits.get(0);
        assertThat(hit.path("text").asText())
                .endsWith("failed\njava.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)");
        assertThat(hit.path("cluster").asText()).isEqualTo("loki");
        assertThat(hit.path("process").asText()).isEqualTo("tm-1");
        assertThat(hit.path("logger").asText()).isEqualTo("o.a.f.Task");
        assertThat(Instant.parse(hit.path("at").asText()).toEpochMilli() * 1_000_000)
                .isEqualTo(nowNanos);
        assertThat(hits("lokijson")).hasSize(2);
    }

    @Test
    void lokiProtobufUnderSnappyIsTaken() throws Exception {
        ProtobufBytes time =
                new ProtobufBytes().number(1, nowNanos / 1_000_000_000).number(2, nowNanos % 1_000_000_000);
        ProtobufBytes level = new ProtobufBytes().text(1, "detected_level").text(2, "warn");
        ProtobufBytes entry = new ProtobufBytes()
                .message(1, time)
                .text(2, "lokiproto says \"hé\"")
                .message(3, level);
        ProtobufBytes stream = new ProtobufBytes()
                .text(1, "{cluster=\"loki\", filename=\"/var/log/a \\\"b\\\".log\"}")
                .message(2, entry);
        byte[] body = Snappy.compress(new ProtobufBytes().message(1, stream).toByteArray());

        assertThat(push("/loki/api/v1/push", "application/x-protobuf", body).statusCode())
                .isEqualTo(204);

        JsonNode hit = hits("lokiproto").get(0);
        assertThat(hit.path("text").asText()).isEqualTo("lokiproto says \"hé\"");
        assertThat(hit.path("process").asText()).isEqualTo("a \"b\".log");
        assertThat(hit.path("level").asText()).isEqualTo("WARN");
        byte[] damaged = Snappy.compress(new byte[] {10, 127, 1});
        assertThat(push("/loki/api/v1/push", "application/x-protobuf", damaged).statusCode())
                .isEqualTo(400);
    }

    @Test
    void otlpInBothEncodingsIsTaken() throws Exception {
        String json = """
                {"resourceLogs": [{"resource": {"attributes": [{"key": "k8s.pod.name", "value": {"stringValue": "tm-7"}},
                  {"key": "k8s.cluster.name", "value": {"stringValue": "otlp"}}]},
                 "scopeLogs": [{"scope": {"name": "com.acme.Orders"}, "logRecords": [{"timeUnixNano": "%d", "severityNumber": 17,
                  "body": {"stringValue": "otlptest in json"}, "attributes": [{"key": "exception.stacktrace",
                  "value": {"stringValue": "a.B: no\\n\\tat c.D.e(D.java:5)"}}]}]}]}]}""".formatted(nowNanos);
        HttpResponse<String> answer = push("/v1/logs", "application/json", json.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");

        ProtobufBytes record = new ProtobufBytes()
                .fixed64(1, nowNanos)
                .number(2, 13)
                .message(5, new ProtobufBytes().text(1, "otlptest in protobuf"));
        ProtobufBytes scope = new ProtobufBytes()
                .message(1, new ProtobufBytes().text(1, "com.acme.Orders"))
                .message(2, record);
        byte[] body = new ProtobufBytes()
                .message(
                        1,
                        new ProtobufBytes()
                                .message(1, new ProtobufBytes().message(1, attribute("k8s.pod.name", "tm-7")))
                                .message(2, scope))
                .toByteArray();
        assertThat(push("/v1/logs", "application/x-protobuf", body).statusCode())
                .isEqualTo(200);

        JsonNode hits = hits("otlptest process:tm-7 logger:Orders");
        assertThat(hits).hasSize(2);
        assertThat(hits.findValuesAsText("level")).containsExactlyInAnyOrder("ERROR", "WARN");
        assertThat(hits.findValuesAsText("text"))
                .anyMatch(text -> text.endsWith(" - otlptest in json\na.B: no\n\tat c.D.e(D.java:5)"));
    }

    private static ProtobufBytes attribute(String key, String value) {
        return new ProtobufBytes().text(1, key).message(2, new ProtobufBytes().text(1, value));
    }

    @Test
    void bulkAnswersForEachDocument() throws Exception {
        String body = """
                {"create": {"_index": "logs-flink"}}
                {"@timestamp": "%1$s", "message": "bulktest one", "log": {"level": "error", "logger": "a.B"}, "fields": {"cluster": "es"}}
                {"index": {}}
                {"nothing": 1}
                {"delete": {"_index": "x", "_id": "1"}}
                {"index": {"_index": "fb"}}
                {"log": "2026-11-20 15:43:56,608 WARN  o.a.f.Task [main] - bulktest two\\n", "kubernetes": {"pod_name": "jm-0"}, "@timestamp": "%1$s"}
                """.formatted(Instant.now());

        HttpResponse<String> answer =
                push("/elasticsearch/_bulk", "application/x-ndjson", body.getBytes(StandardCharsets.UTF_8));

        JsonNode tree = JSON.readTree(answer.body());
        assertThat(tree.path("errors").asBoolean()).isTrue();
        assertThat(tree.path("items").findValuesAsText("status")).containsExactly("201", "400", "400", "201");
        JsonNode one = hits("bulktest cluster:es").get(0);
        assertThat(one.path("level").asText()).isEqualTo("ERROR");
        assertThat(one.path("logger").asText()).isEqualTo("a.B");
        JsonNode two = hits("bulktest process:jm-0").get(0);
        assertThat(two.path("text").asText())
                .isEqualTo("2026-11-20 15:43:56,608 WARN  o.a.f.Task [main] - bulktest two");
        assertThat(two.path("thread").asText()).isEqualTo("main");
    }

    @Test
    void shippersFindWhatTheyAskFirst() throws Exception {
        for (String path : new String[] {"/elasticsearch", "/elasticsearch/", "/elasticsearch/_license"}) {
            HttpResponse<String> answer = send("GET", path, null, new byte[0], "ApiKey " + base64("x:" + PUSH_TOKEN));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Elastic-Product")).contains("Elasticsearch");
        }
        assertThat(send("GET", "/elasticsearch/", null, new byte[0], "Bearer wrong-wrong-wrong-wrong")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void newlineJsonIsTakenAllOrNothing() throws Exception {
        String good = "{\"message\": \"linestest one\", \"level\": \"INFO\"}\n";
        assertThat(push("/api/v1/logs/push?cluster=nd&process=p1", "application/x-ndjson", bytes(good + "\n" + good))
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> refused = push("/api/v1/logs/push", "application/x-ndjson", bytes(good + "{\"x\": 1}\n"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("line 2");
        assertThat(hits("linestest cluster:nd process:p1")).hasSize(2);
        assertThat(hits("linestest")).hasSize(2);
    }

    @Test
    void bodyBeyondTheLimitAndPushWithoutATokenAreRefused() throws Exception {
        assertThat(push("/loki/api/v1/push", "application/json", new byte[17 << 20])
                        .statusCode())
                .isEqualTo(413);
        assertThat(send("POST", "/v1/logs", "application/json", bytes("{}"), "Bearer wrong-wrong-wrong-wrong")
                        .statusCode())
                .isEqualTo(401);
    }

    private JsonNode hits(String query) {
        return client.data("/api/v1/logs/search?limit=10&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("hits");
    }

    private HttpResponse<String> push(String path, String type, byte[] body, String... headers) throws Exception {
        return send("POST", path, type, body, "Bearer " + PUSH_TOKEN, headers);
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable String type, byte[] body, String authorization, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(weir.url.resolve(path))
                .header("Authorization", authorization)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes(text));
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }
}
