package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.metric.Labels;
import io.weir.collector.target.ScrapeOptions;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.DistributionAssembler;
import io.weir.runtime.distribution.FlinkVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JobManager and two TaskManagers of Flink, each an own process, with the Prometheus reporter on ports that nobody tells Weir. */
class FlinkDiscoveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<Process> processes = new ArrayList<>();

    @Test
    void aRestAddressIsEnoughToScrapeEveryProcess(@TempDir Path folder) throws Exception {
        Distribution flink = DistributionAssembler.fromMaven(folder.resolve("flink"))
                .assemble(new FlinkVersion("2.3.0"), Set.of(ArtifactGroup.CORE), (step, done, total) -> {});
        int rest = freePort();
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("config.yaml"), config(rest, folder));
        try (TestingWeir weir = new TestingWeir(Files.createDirectories(folder.resolve("weir")))) {
            start(flink, conf, "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", "jm");
            start(flink, conf, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", "tm1");
            start(flink, conf, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", "tm2");
            weir.collector.watch("found", URI.create("http://127.0.0.1:" + rest));
            weir.collector.findMetrics("found", Labels.of("namespace", "shop"), ScrapeOptions.DEFAULTS);
            TestingClient client = new TestingClient(weir.url, weir.token);

            await("all three pages")
                    .atMost(PATIENCE)
                    .failFast("a process of Flink ended", () -> !processes.stream()
                            .allMatch(Process::isAlive))
                    .untilAsserted(() -> assertThat(up(client)).hasSize(3).contains("jobmanager"));
            JsonNode found = client.data("/api/v1/targets?cluster=found");
            assertThat(found.path("targets"))
                    .allSatisfy(
                            target -> assertThat(target.path("origin").asText()).isEqualTo("flink"))
                    .allSatisfy(
                            target -> assertThat(target.path("reads").asText()).isEqualTo("page"))
                    .allSatisfy(target -> assertThat(
                                    target.path("labels").path("namespace").asText())
                            .isEqualTo("shop"));
            // The first page of the JobManager may be of a moment before the others had registered.
            await("the series of all three").atMost(PATIENCE).untilAsserted(() -> {
                assertThat(query(client, "count(flink_taskmanager_Status_JVM_CPU_Load{cluster=\"found\"})"))
                        .isEqualTo("2");
                assertThat(query(client, "flink_jobmanager_numRegisteredTaskManagers{cluster=\"found\"}"))
                        .isEqualTo("2");
            });

            processes.get(2).destroyForcibly().waitFor();
            await("the series of the one that was killed end").atMost(PATIENCE).untilAsserted(() -> {
                assertThat(up(client)).hasSize(2).contains("jobmanager");
                assertThat(query(client, "count(flink_taskmanager_Status_JVM_CPU_Load{cluster=\"found\"})"))
                        .isEqualTo("1");
            });
            await("Flink gives it up").atMost(PATIENCE).untilAsserted(() -> assertThat(
                            client.data("/api/v1/targets?cluster=found").path("targets"))
                    .hasSize(2));
            start(flink, conf, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", "tm3");
            await("its successor is found").atMost(PATIENCE).untilAsserted(() -> assertThat(up(client))
                    .hasSize(3));
        } finally {
            for (Process process : processes) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static Set<String> up(TestingClient client) {
        return StreamSupport.stream(
                        client.data("/api/v1/targets?cluster=found&health=up")
                                .path("targets")
                                .spliterator(),
                        false)
                .map(target -> target.path("process").asText())
                .collect(Collectors.toSet());
    }

    private static String query(TestingClient client, String expression) {
        return client.data("/prometheus/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result")
                .path(0)
                .path("value")
                .path(1)
                .asText();
    }

    private static String config(int rest, Path folder) throws IOException {
        return """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %1$d
                jobmanager.bind-host: 127.0.0.1
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %2$d
                blob.server.port: 0
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                taskmanager.cpu.cores: 1.0
                taskmanager.memory.task.heap.size: 64m
                taskmanager.memory.task.off-heap.size: 0m
                taskmanager.memory.framework.heap.size: 64m
                taskmanager.memory.framework.off-heap.size: 64m
                taskmanager.memory.jvm-metaspace.size: 128m
                taskmanager.memory.jvm-overhead.min: 64m
                taskmanager.memory.jvm-overhead.max: 64m
                taskmanager.memory.network.min: 16m
                taskmanager.memory.network.max: 16m
                taskmanager.memory.managed.size: 16m
                heartbeat.interval: 1000
                heartbeat.timeout: 5000
                io.tmp.dirs: %3$s
                metrics.reporters: prom
                metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
                metrics.reporter.prom.port: %4$s
                """.formatted(
                        freePort(),
                        rest,
                        folder.resolve("tmp"),
                        freePort() + "," + freePort() + "," + freePort() + "," + freePort());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void start(Distribution flink, Path conf, String main, String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        flink.home().resolve("lib") + "/*",
                        main,
                        "--configDir",
                        conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(conf.resolve(name + ".out").toFile());
        builder.environment().put("FLINK_CONF_DIR", conf.toString());
        builder.environment()
                .put("FLINK_PLUGINS_DIR", flink.home().resolve("plugins").toString());
        processes.add(builder.start());
    }
}
