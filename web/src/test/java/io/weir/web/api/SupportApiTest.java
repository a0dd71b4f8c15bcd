package io.weir.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Case 64: planted secrets are in no outlet that tells of Weir itself. */
class SupportApiTest {
    @Test
    void theBundleTellsMuchAndNoPlantedSecret(@TempDir Path folder) throws IOException, InterruptedException {
        try (TestingWeir weir = new TestingWeir(folder)) {
            TestingClient client = new TestingClient(weir.url, weir.token);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> client.data("/api/v1/jobs").size() == 2);
            Files.writeString(
                    folder.resolve("weir.log"),
                    "posting to http://user:canary-in-url@hook/ with token=canary-by-form failed\n"
                            + "Authorization: Bearer canary0bearer0canary\nby value: "
                            + TestingWeir.SECRET + "\n");

            Map<String, String> parts = parts(weir);

            assertThat(parts)
                    .containsKeys("README.txt", "status.json", "weir.yaml", "metrics.txt", "clusters.json", "weir.log");
            assertThat(parts.get("metrics.txt")).contains("weir_jvm_heap_used_bytes");
            assertThat(parts.get("clusters.json")).contains(TestingWeir.BACK_PRESSURED);
            assertThat(parts.get("threads.txt")).contains("java.lang.Thread");
            assertThat(parts.get("weir.log")).contains("posting to http://", "by value: <secret>");
            assertThat(String.join("\n", parts.values()))
                    .doesNotContain("canary", TestingWeir.SECRET, weir.token, weir.password);
        }
    }

    @Test
    void configurationOfFlinkIsToldWithoutItsSecrets(@TempDir Path folder) throws IOException {
        try (TestingWeir weir = new TestingWeir(folder)) {
            TestingClient client = new TestingClient(weir.url, weir.token);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> client.data("/api/v1/jobs").size() == 2);
            String answer = client.authorized(
                            "get", "/api/v1/clusters/busy/jobs/" + TestingWeir.BACK_PRESSURED + "/configuration")
                    .body();

            assertThat(answer).contains("parallelism.default", "s3.secret-key").doesNotContain("canary-in-flink");
        }
    }

    private static Map<String, String> parts(TestingWeir weir) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(weir.url + "/api/v1/support"))
                .header("Authorization", "Bearer " + weir.token)
                .build();
        byte[] archive = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return parts;
    }
}
