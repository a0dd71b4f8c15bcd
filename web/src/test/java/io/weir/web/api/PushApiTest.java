package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.exporter.PushGateway;
import io.weir.web.auth.PushDoor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Pushes by real clients, and who may push. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class PushApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PUSH_TOKEN = "a-token-that-is-good-for-pushing-only";

    private TestingWeir weir;
    private TestingClient client;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        this.folder = folder;
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
        weir.access.admitPushes(new PushDoor(PUSH_TOKEN, false));
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private JsonNode query(String expression) {
        return client.data("/prometheus/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    private HttpResponse<String> pushed(String path, String authorization, String body) {
        return client.send("post", path, "Authorization", authorization, body);
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("x:" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void clientOfThePushgatewayPushesAndDeletes() throws IOException {
        CollectorRegistry registry = new CollectorRegistry();
        Gauge.build("pushed_by_client", "help")
                .labelNames("task")
                .register(registry)
                .labels("map")
                .set(4);
        PushGateway gateway = new PushGateway(weir.url.toURL());
        gateway.setConnectionFactory(url -> {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setRequestProperty("Authorization", basic(PUSH_TOKEN));
            return connection;
        });
        Map<String, String> key = Map.of("path", "a/b", "empty", "");
        gateway.push(registry, "orders", key);
        JsonNode series = query("pushed_by_client");
        assertThat(series).hasSize(1);
        assertThat(series.path(0).path("metric").toString())
                .contains("\"job\":\"orders\"", "\"path\":\"a/b\"", "\"task\":\"map\"")
                .doesNotContain("empty");
        gateway.delete("orders", key);
        assertThat(query("pushed_by_client")).isEmpty();
    }

    @Test
    void realPrometheusWritesToWeir() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                remote_write:
                  - url: %s/api/v1/write
                    authorization: {credentials: %s}
                scrape_configs:
                  - job_name: itself
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(weir.url, PUSH_TOKEN, port));
        Process prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(query("count_over_time(up{job=\"itself\"}[5m]) >= 3"))
                            .hasSize(1));
            assertThat(query("prometheus_build_info{job=\"itself\"}")).hasSize(1);
        } finally {
            prometheus.destroyForcibly().waitFor();
        }
    }

    @Test
    void lineProtocolIsTakenFromEitherVersionAndTellsWrongLines() {
        String now = Long.toString(System.currentTimeMillis());
        assertThat(pushed("/write?db=flink&precision=ms", basic(PUSH_TOKEN), "pushed1,host=a value=1 " + now)
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> partial = pushed(
                "/api/v2/write?org=o&bucket=flink&precision=ms",
                "Token " + PUSH_TOKEN,
                "pushed2,host=a value=2 " + now + "\npushed2,host=b value= " + now);
        assertThat(partial.statusCode()).isEqualTo(400);
        assertThat(partial.body()).contains("\"code\":\"invalid\"", "line 2", "dropped=1");
        assertThat(query("pushed1{host=\"a\"} + on(host) pushed2")
                        .path(0)
                        .path("value")
                        .path(1)
                        .asText())
                .isEqualTo("3");
        assertThat(query("pushed2")).hasSize(1);
    }

    @Test
    void compressedBodyIsLimitedAfterDecompression() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 17; i++) {
                gzip.write(blanks);
            }
        }
        assertThat(gzipped(bomb.toByteArray()).statusCode()).isEqualTo(413);

        ByteArrayOutputStream good = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(good)) {
            gzip.write("pushed_in_gzip value=1".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(gzipped(good.toByteArray()).statusCode()).isEqualTo(204);
        assertThat(query("pushed_in_gzip")).hasSize(1);
        assertThat(gzipped("no gzip".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> gzipped(byte[] body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(weir.url.resolve("/write?db=x"))
                                .header("Authorization", "Bearer " + PUSH_TOKEN)
                                .header("Content-Encoding", "gzip")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void protobufOfThePushgatewayIsRefusedClearly() {
        HttpResponse<String> response = client.send(
                "put",
                "/metrics/job/x",
                "Authorization",
                "Bearer " + PUSH_TOKEN,
                "Content-Type",
                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
                "x");
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("text");
    }

    @Test
    void onlyTokensPush() {
        for (String path : new String[] {"/write?db=x", "/api/v2/write?bucket=b", "/api/v1/write", "/metrics/job/x"}) {
            assertThat(client.send("post", path).statusCode()).as(path).isEqualTo(401);
            assertThat(pushed(path, "Bearer wrong", "x").statusCode()).as(path).isEqualTo(401);
            assertThat(pushed(path, basic("wrong"), "x").statusCode()).as(path).isEqualTo(401);
        }
        // The token of a push is good for nothing else.
        assertThat(client.send("get", "/api/v1/status", "Authorization", "Bearer " + PUSH_TOKEN)
                        .statusCode())
                .isEqualTo(401);
        assertThat(pushed("/write?db=x", "Bearer " + weir.token, "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void doorThatIsOpenToThisMachineIsNotOpenToBrowsersOrProxies() {
        weir.access.admitPushes(new PushDoor(null, true));
        try {
            assertThat(client.send("post", "/write?db=x").statusCode()).isEqualTo(204);
            // What Flink's InfluxDB reporter sends when it has no user name.
            assertThat(pushed("/write?db=x", "Basic bnVsbDpudWxs", "").statusCode())
                    .isEqualTo(204);
            assertThat(client.send("post", "/write?db=x", "Origin", "http://evil.example")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(client.send("post", "/write?db=x", "X-Forwarded-For", "192.0.2.7")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(client.send("get", "/api/v1/status").statusCode()).isEqualTo(401);
        } finally {
            weir.access.admitPushes(new PushDoor(PUSH_TOKEN, false));
        }
    }

    @Test
    void federationTellsTheNewestSampleWithItsTime() {
        long now = System.currentTimeMillis();
        assertThat(pushed(
                                "/write?db=x&precision=ms",
                                basic(PUSH_TOKEN),
                                "federated,host=a value=1 " + (now - 5) + "\nfederated,host=a value=2 " + now)
                        .statusCode())
                .isEqualTo(204);
        String page = client.authorized("get", "/federate?match%5B%5D=federated&match%5B%5D=nope")
                .body();
        assertThat(page).isEqualTo("# TYPE federated untyped\nfederated{host=\"a\"} 2 " + now + "\n");
    }
}
