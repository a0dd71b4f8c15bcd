package io.weir.web.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.runtime.Runtime;
import io.weir.runtime.RuntimeConfig;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.driver.local.LocalClusterSpec;
import io.weir.runtime.driver.session.JobSubmission;
import io.weir.web.app.Appliance;
import io.weir.web.app.ApplianceOptions;
import io.weir.web.app.config.ConfigFile;
import io.weir.web.app.data.DataFolder;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same failing job on three real Flink clusters, one after the other: one whose files are tailed, one that has the appender, one that
 * is read by its REST API. One query finds it in all three.
 */
final class ThreeSourcesIT {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String QUERY = "level:>=WARN \"switched from RUNNING to FAILED\" \"went negative\"";
    private static final Path APPLIANCE = Path.of(System.getProperty("weir.appliance"));

    private final Path folder;
    private final Path data;
    private final Path flink;
    private final int port;
    private final Runtime runtime;
    private Appliance weir;

    ThreeSourcesIT(@TempDir Path temporary) throws IOException {
        folder = temporary;
        data = folder.resolve("data");
        flink = Files.createDirectories(folder.resolve("hosting"));
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        runtime = Runtime.open(new RuntimeConfig(flink), signal -> {}, Clock.systemUTC());
        weir = start("[]");
    }

    @AfterEach
    void stop() {
        runtime.close();
        weir.close();
    }

    @Test
    void oneQueryFindsTheFailingJobHoweverItsLogsCome() throws IOException {
        // First the one that makes the distribution, into which the appender is put then.
        fail("tailed", Map.of());
        awaitHits("tailed");
        runtime.stop("tailed");

        addAppender();
        fail("appender", appenderOptions());
        awaitHits("appender");
        runtime.stop("appender");
        assertThat(logFiles("appender")).allMatch(file -> !file.endsWith("taskmanager-1.log"));

        LocalCluster rest = fail("rest", Map.of());
        weir.close();
        weir = start("[{name: rest, rest: '" + rest.rest() + "', logs_by_rest: true}]");
        awaitHits("rest");
        runtime.stop("rest");

        JsonNode facets = get("/api/v1/logs/facets?fields=cluster,deployment&q=" + RunningWeir.encode(QUERY));
        assertThat(facets.get("facets").get(0).get("values"))
                .extracting(value -> value.get("value").asText())
                .containsExactlyInAnyOrder("tailed", "appender", "rest");
        assertThat(get("/api/v1/logs/search?q=" + RunningWeir.encode("deployment:shop run:7 " + QUERY))
                        .get("hits"))
                .as("what the appender says of its owner")
                .isNotEmpty()
                .allSatisfy(hit -> assertThat(hit.get("cluster").asText()).isEqualTo("appender"));
    }

    /** A cluster with the job that fails by itself. */
    private LocalCluster fail(String name, Map<String, String> options) {
        LocalCluster cluster = runtime.start(
                new LocalClusterSpec(name, new FlinkVersion("2.3.0"), 1, 4, "1024m", "1024m", options),
                (step, done, total) -> {});
        String unused = runtime.submit(
                cluster.rest(),
                new JobSubmission(
                        "inventory",
                        APPLIANCE.resolve("demo/weir-demo-jobs.jar"),
                        "io.weir.demo.jobs.Inventory",
                        List.of(),
                        1));
        return cluster;
    }

    private void addAppender() throws IOException {
        Path lib = flink.resolve("flink/distributions/flink-2.3.0/lib");
        assertThat(lib).isDirectory();
        Files.copy(APPLIANCE.resolve("flink/weir-log4j2-appender.jar"), lib.resolve("weir-log4j2-appender.jar"));
    }

    /** Flink's own files are left out, so that nothing but the appender can have brought the lines. */
    private Map<String, String> appenderOptions() throws IOException {
        Path token = Files.writeString(folder.resolve("push.token"), "of-a-test-of-three-sources");
        Path config = Files.writeString(folder.resolve("log4j-weir.properties"), """
                rootLogger.level = INFO
                rootLogger.appenderRef.weir.ref = Weir
                appender.weir.type = Weir
                appender.weir.name = Weir
                appender.weir.url = http://127.0.0.1:%d
                appender.weir.tokenFile = %s
                appender.weir.buffer = %s/buffer-${sys:weir.process}
                appender.weir.cluster = appender
                appender.weir.namespace = test
                appender.weir.deployment = shop
                appender.weir.run = 7
                appender.weir.process = ${sys:weir.process}
                """.formatted(port, token, folder));
        return Map.of(
                "env.java.opts.all", "-Dlog4j.configurationFile=" + config.toUri(),
                "env.java.opts.jobmanager", "-Dweir.process=jobmanager",
                "env.java.opts.taskmanager", "-Dweir.process=taskmanager-1");
    }

    private Appliance start(String clusters) throws IOException {
        Path config = Files.writeString(folder.resolve("weir.yaml"), """
                server: {port: %d}
                data: '%s'
                push: {token: of-a-test-of-three-sources}
                clusters: %s
                logs:
                  files: [{paths: ['%s/flink/clusters/tailed/log/*.log'], cluster: tailed, process: '{file}'}]
                  rest: {interval: 1s}
                """.formatted(port, data, clusters, flink));
        return Appliance.start(
                ConfigFile.read(config, Map.of()),
                DataFolder.open(data),
                new ApplianceOptions(null, false, ApplianceOptions.Listener.SILENT, Clock.systemUTC()));
    }

    private void awaitHits(String cluster) {
        await(cluster).atMost(SOON).untilAsserted(() -> {
            JsonNode hits = get("/api/v1/logs/search?q=" + RunningWeir.encode("cluster:" + cluster + " " + QUERY))
                    .get("hits");
            assertThat(hits).isNotEmpty();
            assertThat(hits.get(0).get("text").asText())
                    .contains(
                            "switched from RUNNING to FAILED",
                            "\tat ",
                            "Caused by: java.lang.IllegalArgumentException");
            assertThat(hits.get(0).get("logger").asText()).startsWith("org.apache.flink.runtime.");
        });
    }

    private List<String> logFiles(String cluster) throws IOException {
        try (Stream<Path> files = Files.list(flink.resolve("flink/clusters/" + cluster + "/log"))) {
            return files.map(Path::toString).toList();
        }
    }

    private JsonNode get(String pathAndQuery) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
                .header(
                        "Authorization",
                        "Bearer "
                                + Files.readString(data.resolve("admin.token")).strip())
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body()).get("data");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
