package io.weir.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.sink.SinkConfig;
import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.pushgateway.PushgatewayDestination;
import io.weir.collector.target.ScrapeLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a cluster's REST API through the head to a real Pushgateway, and gone from there with the job. */
final class JobFiguresOnPushgatewayTest {
    private static final String JOB = "5ce44d1c0b05e976fce72d0025e5f6ca";

    @Test
    void groupOfAJobHasItsFiguresUntilTheJobEnds(@TempDir Path folder) throws Exception {
        CollectorConfig config = new CollectorConfig(
                folder.resolve("data"),
                Duration.ofMillis(200),
                Duration.ofMillis(200),
                ScrapeLimits.DEFAULTS,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofHours(2),
                StorageConfig.DEFAULTS);
        Files.createDirectories(config.dataDirectory());
        try (RealServer gateway = RealServer.pushgateway(folder.resolve("gateway"));
                FakeFlink flink = new FakeFlink().capture("baseline-flink-1.20.5-jdk17", "", JOB);
                Collector collector = Collector.open(config, Clock.systemUTC())) {
            collector.export(List.of(
                    SinkConfig.defaults("gateway", new PushgatewayDestination(gateway.url(), new Credentials.None()))));
            collector.watch("shop", flink.uri());
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(gateway.get("/metrics").body())
                            .containsPattern(
                                    "weir_job_checkpoints_completed_total\\{cluster=\"shop\",instance=\"\",job=\"weir\",job_id=\""
                                            + JOB + "\",job_name=\"fx_small\"} 4")
                            .contains("weir_job_uptime_seconds{cluster=\"shop\""));
            flink.answer(
                    "/jobs/overview",
                    Captures.rest("baseline-flink-1.20.5-jdk17", "jobs-overview")
                            .replace("RUNNING", "FINISHED"));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(gateway.get("/metrics").body())
                            .doesNotContain("weir_job_")
                            .doesNotContain(JOB));
        }
    }
}
