package io.weir.collector.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.RealServer;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.pushgateway.PushgatewayDestination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of jobs on a real Pushgateway. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class PushgatewaySinkTest {
    @TempDir
    Path folder;

    private RealServer gateway;

    @BeforeEach
    void startPushgateway() throws IOException {
        gateway = RealServer.pushgateway(folder.resolve("gateway"));
    }

    @AfterEach
    void stopPushgateway() {
        gateway.close();
    }

    private SinkHarness harness() {
        return new SinkHarness(
                folder, new PushgatewayDestination(gateway.url(), new Credentials.None()), 1, UnaryOperator.identity());
    }

    private static Labels ofJob(String metric, String job) {
        return Labels.of(Labels.NAME, metric, "cluster", "demo", "job_id", "id-" + job, "job_name", job);
    }

    private String page() throws Exception {
        return gateway.get("/metrics").body();
    }

    @Test
    void groupOfAJobIsThereUntilTheJobIsGone() throws Exception {
        long now = System.currentTimeMillis();
        try (SinkHarness harness = harness()) {
            harness.head.append(ofJob("numRestarts", "orders"), new Sample(now, 1));
            harness.head.append(ofJob("lag_seconds", "pay/ments"), new Sample(now, 1));
            harness.head.append(ofJob("uptime", "pay/ments"), new Sample(now, Double.NaN));
            harness.head.append(ofJob("busy", "orders").with("subtask_index", "0"), new Sample(now, 1));
            harness.head.append(ofJob("numRestarts", "orders"), new Sample(now + 1, 2));
            harness.awaitDelivered();
            assertThat(page())
                    .contains("numRestarts{cluster=\"demo\",instance=\"\",job=\"weir\",job_id=\"id-orders\","
                            + "job_name=\"orders\"} 2\n")
                    .contains("lag_seconds{cluster=\"demo\",instance=\"\",job=\"weir\",job_id=\"id-pay/ments\","
                            + "job_name=\"pay/ments\"} 1\n")
                    .doesNotContain("subtask_index");

            harness.head.append(ofJob("numRestarts", "orders"), new Sample(now + 2, Sample.STALE));
            harness.awaitDelivered();
            assertThat(page()).doesNotContain("id-orders");
        }
    }

    @Test
    void contradictingTypeIsolatesItsGroupOnly() throws Exception {
        long now = System.currentTimeMillis();
        gateway.post("/metrics/job/other", "# TYPE uptime counter\nuptime 5\n");
        try (SinkHarness harness = harness()) {
            harness.head.append(ofJob("uptime", "refused"), new Sample(now, 1));
            harness.head.append(ofJob("numRestarts", "taken"), new Sample(now, 1));
            harness.awaitDelivered();
            assertThat(page()).contains("job_name=\"taken\"");
            assertThat(page()).doesNotContain("uptime{cluster=");
            assertThat(harness.status().lastError()).contains("refused");
            assertThat(harness.status().rejectedSamples()).isEqualTo(1);
            assertThat(harness.status().state()).isEqualTo(SinkStatus.State.UP);
            assertThat(harness.status().sentSamples()).isEqualTo(1);
        }
    }
}
