package io.weir.collector.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.RealServer;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.influx.InfluxDestination;
import io.weir.collector.sink.remote.RemoteWriteDestination;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remote write into a real Prometheus and a real VictoriaMetrics, and InfluxDB 2's write into the latter. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class RemoteWriteSinkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 50;

    @TempDir
    Path folder;

    private static JsonNode query(RealServer server, String expression, long atMs) throws Exception {
        String answer = server.get("/api/v1/query?time=" + atMs / 1e3 + "&query=" + RealServer.encoded(expression))
                .body();
        return JSON.readTree(answer).path("data").path("result");
    }

    private static RemoteWriteDestination destination(RealServer server) {
        return new RemoteWriteDestination(server.url().resolve("/api/v1/write"), new Credentials.None());
    }

    @Test
    void prometheusHasEverySampleAndTheEndOfASeries() throws Exception {
        long start = System.currentTimeMillis() - 60_000;
        try (RealServer prometheus = RealServer.prometheus(folder.resolve("prometheus"), "");
                SinkHarness harness =
                        new SinkHarness(folder, destination(prometheus), WIDTH, UnaryOperator.identity())) {
            for (int i = 0; i < 40; i++) {
                harness.page(start + i * 1000L, i);
            }
            harness.awaitDelivered();
            String counted = "count_over_time(flink_taskmanager_job_task_busyTimeMsPerSecond[5m])";
            assertThat(query(prometheus, counted, start + 40_000))
                    .hasSize(WIDTH)
                    .allSatisfy(series ->
                            assertThat(series.path("value").path(1).asText()).isEqualTo("40"));
            harness.page(start + 41_000, Sample.STALE);
            harness.awaitDelivered();
            assertThat(query(prometheus, "flink_taskmanager_job_task_busyTimeMsPerSecond", start + 40_000))
                    .hasSize(WIDTH);
            assertThat(query(prometheus, "flink_taskmanager_job_task_busyTimeMsPerSecond", start + 42_000))
                    .isEmpty();
            assertThat(harness.status().sentSamples()).isEqualTo(41L * WIDTH);
        }
    }

    @Test
    void onlyWhatMatchesIsSent() throws Exception {
        long now = System.currentTimeMillis();
        UnaryOperator<SinkConfig> only = defaults -> new SinkConfig(
                "test",
                defaults.destination(),
                List.of(List.of(LabelMatcher.equal("subtask_index", "7"))),
                defaults.spoolBytes(),
                defaults.batchSamples(),
                defaults.timeout(),
                defaults.drainRate());
        try (RealServer prometheus = RealServer.prometheus(folder.resolve("prometheus"), "");
                SinkHarness harness = new SinkHarness(folder, destination(prometheus), WIDTH, only)) {
            harness.page(now, 1);
            harness.head.append(Labels.of(Labels.NAME, "other"), new Sample(now, 1));
            harness.awaitDelivered();
            assertThat(query(prometheus, "{__name__=~\".+\"}", now))
                    .singleElement()
                    .satisfies(series -> assertThat(
                                    series.path("metric").path("subtask_index").asText())
                            .isEqualTo("7"));
        }
    }

    @Test
    void victoriaMetricsTakesRemoteWriteAndTheWriteOfInfluxDb2() throws Exception {
        long now = System.currentTimeMillis();
        try (RealServer victoria = RealServer.victoriaMetrics(folder.resolve("victoria"))) {
            try (SinkHarness harness =
                    new SinkHarness(folder.resolve("a"), destination(victoria), WIDTH, UnaryOperator.identity())) {
                harness.page(now, 1);
                harness.awaitDelivered();
            }
            InfluxDestination influx = new InfluxDestination(
                    victoria.url(), new InfluxDestination.Bucket("org", "bucket"), new Credentials.Token("t"));
            try (SinkHarness harness = new SinkHarness(folder.resolve("b"), influx, WIDTH, UnaryOperator.identity())) {
                harness.page(now, 2);
                harness.awaitDelivered();
                assertThat(harness.status().lastError()).isNull();
            }
            // VictoriaMetrics shows what it was told within some seconds.
            Awaitility.await().untilAsserted(() -> {
                assertThat(query(victoria, "flink_taskmanager_job_task_busyTimeMsPerSecond", now + 1000))
                        .hasSize(WIDTH);
                assertThat(query(victoria, "taskmanager_job_task_busyTimeMsPerSecond_value", now + 1000))
                        .hasSize(WIDTH)
                        .allSatisfy(series -> assertThat(
                                        series.path("value").path(1).asText())
                                .isEqualTo("2"));
            });
        }
    }
}
