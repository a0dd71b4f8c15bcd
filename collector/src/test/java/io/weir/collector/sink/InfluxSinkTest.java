package io.weir.collector.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.collector.RealServer;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.influx.InfluxDestination;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples in a real InfluxDB 1.6, counted by query. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class InfluxSinkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUSY = "taskmanager_job_task_busyTimeMsPerSecond";
    private static final int WIDTH = 200;

    @TempDir
    Path folder;

    private RealServer influxdb;

    @BeforeEach
    void startInfluxDb() throws Exception {
        influxdb = RealServer.influxdb(folder.resolve("influxdb"));
        influxdb.post("/query", "q=" + RealServer.encoded("CREATE DATABASE weir"));
    }

    @AfterEach
    void stopInfluxDb() {
        influxdb.close();
    }

    private InfluxDestination destination() {
        return new InfluxDestination(
                influxdb.url(), new InfluxDestination.Database("weir", ""), new Credentials.None());
    }

    private SinkHarness harness() {
        return new SinkHarness(folder, destination(), WIDTH, UnaryOperator.identity());
    }

    private JsonNode query(String influxQl) throws Exception {
        String answer = influxdb.get("/query?db=weir&epoch=ms&q=" + RealServer.encoded(influxQl))
                .body();
        return JSON.readTree(answer).path("results").path(0).path("series");
    }

    private long count() throws Exception {
        return query("SELECT count(value) FROM " + BUSY)
                .path(0)
                .path("values")
                .path(0)
                .path(1)
                .asLong();
    }

    @Test
    void samplesArriveAsFlinksReporterWouldWriteThem() throws Exception {
        long now = System.currentTimeMillis();
        Labels task = Labels.of("cluster", "demo", "task_name", "Sink: a, b=c");
        try (SinkHarness harness = harness()) {
            harness.head.append(task.with(Labels.NAME, "flink_taskmanager_job_task_numRecordsIn"), new Sample(now, 7));
            harness.head.append(
                    task.with(Labels.NAME, "flink_taskmanager_job_task_numRecordsInPerSecond"), new Sample(now, 1.5));
            harness.head.append(
                    task.with(Labels.NAME, "flink_taskmanager_job_task_latency").with("quantile", "0.95"),
                    new Sample(now, 3));
            harness.awaitDelivered();
        }
        JsonNode counter =
                query("SELECT * FROM taskmanager_job_task_numRecordsIn").path(0);
        assertThat(counter.path("columns").toString()).isEqualTo("[\"time\",\"cluster\",\"count\",\"task_name\"]");
        assertThat(counter.path("values").path(0).toString()).isEqualTo("[" + now + ",\"demo\",7,\"Sink: a, b=c\"]");
        assertThat(query("SELECT rate FROM taskmanager_job_task_numRecordsInPerSecond")
                        .toString())
                .contains("[" + now + ",1.5]");
        assertThat(query("SELECT p95 FROM taskmanager_job_task_latency").toString())
                .contains("[" + now + ",3]");
    }

    @Test
    void notANumberIsLeftOutAndCounted() throws Exception {
        long now = System.currentTimeMillis();
        try (SinkHarness harness = harness()) {
            harness.page(now, Double.NaN);
            harness.page(now + 1, Double.POSITIVE_INFINITY);
            harness.page(now + 2, Sample.STALE);
            harness.page(now + 3, 1e300);
            harness.awaitDelivered();
            assertThat(harness.status().notFiniteSamples()).isEqualTo(2 * WIDTH);
            assertThat(harness.status().sentSamples()).isEqualTo(WIDTH);
            assertThat(harness.status().rejectedSamples()).isZero();
        }
        assertThat(count()).isEqualTo(WIDTH);
    }

    @Test
    void outageLeavesNoGap() throws Exception {
        long start = System.currentTimeMillis();
        int pages = 0;
        try (SinkHarness harness = harness()) {
            harness.page(start + pages++, 1);
            harness.awaitDelivered();
            influxdb.kill();
            harness.page(start + pages++, 1);
            Awaitility.await().until(() -> harness.status().state() == SinkStatus.State.RETRYING);
            while (pages < 500) {
                harness.page(start + pages++, 1);
            }
            Awaitility.await().until(() -> harness.status().waitingSamples() == 499 * WIDTH);
            assertThat(harness.status().lastError()).isNotNull();
        }
        // Closed and opened again in the middle of the outage: the spool is what remembers.
        try (SinkHarness harness = harness()) {
            influxdb.start();
            harness.page(start + pages++, 1);
            harness.awaitDelivered();
            assertThat(harness.status().droppedSamples()).isZero();
            assertThat(harness.status().state()).isEqualTo(SinkStatus.State.UP);
        }
        assertThat(count()).isEqualTo((long) pages * WIDTH);
    }

    @Test
    void badPointIsLeftOutAloneOfItsBatch() throws Exception {
        long now = System.currentTimeMillis();
        // The field is an integer on the server already, so that one float of the batch is refused.
        influxdb.post("/write?db=weir&precision=ms", "refused value=1i " + (now - 1));
        try (SinkHarness harness = harness()) {
            harness.head.append(Labels.of(Labels.NAME, "taken", "process", "x"), new Sample(now, 2));
            harness.head.append(Labels.of(Labels.NAME, "refused"), new Sample(now, 2));
            harness.head.append(Labels.of(Labels.NAME, "taken", "process", "y"), new Sample(now, 2));
            harness.awaitDelivered();
            assertThat(harness.status().rejectedSamples()).isEqualTo(1);
            assertThat(harness.status().sentSamples()).isEqualTo(2);
            assertThat(harness.status().lastError()).contains("field type conflict");
        }
        assertThat(query("SELECT count(value) FROM taken").toString()).contains(",2]");
    }
}
