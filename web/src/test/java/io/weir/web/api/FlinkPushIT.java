package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.DistributionAssembler;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.web.auth.PushDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JobManager and a TaskManager of each Flink line, each an own process, push with both of Flink's push reporters at once. */
class FlinkPushIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PUSH_TOKEN = "a-token-that-is-good-for-pushing-only";

    private final List<Process> processes = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"2.3.0", "1.20.5"})
    void bothReportersArriveUnderTheNamesOfThePrometheusReporter(String version, @TempDir Path folder)
            throws Exception {
        Distribution flink = DistributionAssembler.fromMaven(folder.resolve("flink"))
                .assemble(
                        new FlinkVersion(version),
                        Set.of(ArtifactGroup.CORE, ArtifactGroup.OPT),
                        (step, done, total) -> {});
        Path weirFolder = Files.createDirectories(folder.resolve("weir"));
        try (TestingWeir weir = new TestingWeir(weirFolder)) {
            // The Pushgateway's reporter can send no token; the other one is given it as its password.
            weir.access.admitPushes(new PushDoor(PUSH_TOKEN, true));
            Path conf = Files.createDirectories(folder.resolve("conf"));
            Files.writeString(conf.resolve("config.yaml"), config(weir.url.getPort(), folder));
            start(flink, conf, "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
            start(flink, conf, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");

            TestingClient client = new TestingClient(weir.url, weir.token);
            for (String of : List.of("jobmanager", "taskmanager")) {
                String heap = "flink_" + of + "_Status_JVM_Memory_Heap_Used";
                await(heap)
                        .atMost(PATIENCE)
                        .failFast("a process of Flink ended", this::isOneDead)
                        .untilAsserted(() -> {
                            assertThat(query(client, heap + "{job=~\"pushed.*\"}"))
                                    .isNotEmpty();
                            assertThat(query(client, heap + "{job=\"\",host=\"127_0_0_1\"}"))
                                    .isNotEmpty();
                        });
            }
            // Those of the ResourceManager come some pushes later than those of the JVM.
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(query(
                                client,
                                "flink_jobmanager_numRegisteredTaskManagers{job=\"\"} == 1 or "
                                        + "flink_jobmanager_taskSlotsTotal{job=\"\"}"))
                        .isNotEmpty();
                assertThat(query(client, "push_time_seconds{job=~\"pushed.*\"} > 0"))
                        .isNotEmpty();
            });
            assertThat(query(client, "flink_taskmanager_Status_JVM_Memory_Heap_Used{job=~\"pushed.*\"}")
                            .path(0)
                            .path("metric")
                            .path("kind")
                            .asText())
                    .isEqualTo("session");
            String refused = client.authorized("get", "/metrics").body();
            assertThat(refused)
                    .contains("weir_push_refused_requests_total{by=\"influxdb\"} 0\n")
                    .contains("weir_push_refused_requests_total{by=\"pushgateway\"} 0\n");
        } finally {
            for (Process process : processes) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static JsonNode query(TestingClient client, String expression) {
        return client.data("/prometheus/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    private boolean isOneDead() {
        return !processes.stream().allMatch(Process::isAlive);
    }

    private static String config(int weirPort, Path folder) throws IOException {
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
                io.tmp.dirs: %3$s
                metrics.reporters: influx,push
                metrics.reporter.influx.factory.class: org.apache.flink.metrics.influxdb.InfluxdbReporterFactory
                metrics.reporter.influx.scheme: http
                metrics.reporter.influx.host: 127.0.0.1
                metrics.reporter.influx.port: %4$d
                metrics.reporter.influx.db: flink
                metrics.reporter.influx.username: push
                metrics.reporter.influx.password: %5$s
                metrics.reporter.influx.interval: 1 s
                metrics.reporter.push.factory.class: org.apache.flink.metrics.prometheus.PrometheusPushGatewayReporterFactory
                metrics.reporter.push.hostUrl: http://127.0.0.1:%4$d
                metrics.reporter.push.jobName: pushed
                metrics.reporter.push.groupingKey: kind=session
                metrics.reporter.push.interval: 1 s
                """.formatted(freePort(), freePort(), folder.resolve("tmp"), weirPort, PUSH_TOKEN);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void start(Distribution flink, Path conf, String main) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        flink.home().resolve("lib") + "/*",
                        main,
                        "--configDir",
                        conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(conf.resolve(main.substring(main.lastIndexOf('.') + 1) + ".out")
                        .toFile());
        builder.environment().put("FLINK_CONF_DIR", conf.toString());
        builder.environment()
                .put("FLINK_PLUGINS_DIR", flink.home().resolve("plugins").toString());
        processes.add(builder.start());
    }
}
