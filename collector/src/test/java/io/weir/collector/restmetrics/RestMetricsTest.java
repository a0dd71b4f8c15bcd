package io.weir.collector.restmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.head.Head;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestMetricsTest {
    private static final String JOB = "ad893f791c4e45b6e0f36bf3eb21f021";
    private static final String VERTEX = "431c11b7410a217cf29a345eb02981d0";
    private static final String VERTEX_PATH = "/jobs/" + JOB + "/vertices/" + VERTEX;

    private final FakeMetricsApi flink = new FakeMetricsApi();
    private final Head head;
    private volatile ClusterState state;
    private @Nullable RestMetrics reader;

    RestMetricsTest(@TempDir Path folder) throws IOException {
        head = Head.open(folder.resolve("head"), Duration.ofHours(1), 100_000, Clock.systemUTC());
        state = state(job(JobState.RUNNING, 2, 0));
    }

    @BeforeEach
    void serve() {
        flink.metrics("/jobmanager/metrics", Map.of("Status.JVM.Memory.Heap.Used", "100", "taskSlotsTotal", "2"));
        flink.metrics("/taskmanagers/tm-1/metrics", Map.of("Status.JVM.CPU.Load", "0.25"));
        flink.metrics(
                "/jobs/" + JOB + "/metrics", Map.of("numRestarts", "3", "lastCheckpointExternalPath", "file:/c/chk-1"));
        flink.document(
                VERTEX_PATH,
                "{\"subtasks\":[{\"subtask\":0,\"attempt\":0,\"taskmanager-id\":\"tm-1\"},"
                        + "{\"subtask\":1,\"attempt\":0,\"taskmanager-id\":\"tm-1\"}]}");
        Map<String, String> vertex = new LinkedHashMap<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            vertex.put(subtask + ".busyTimeMsPerSecond", subtask + "0.5");
            vertex.put(subtask + ".isBackPressured", "true");
            vertex.put(subtask + ".Shuffle.Netty.Output.Buffers.outPoolUsage", "0.5");
            vertex.put(subtask + ".Source__numbers.numRecordsOut", "42");
            vertex.put(subtask + ".Source__numbers.KafkaSourceReader.topic.orders.partition.3.currentOffset", "9");
            vertex.put(subtask + ".mailboxLatencyMs_p99", "7");
            vertex.put(subtask + ".mailboxLatencyMs_p999", "8");
            vertex.put(subtask + ".mailboxLatencyMs_mean", "1");
        }
        flink.metrics(VERTEX_PATH + "/metrics", vertex);
    }

    @AfterEach
    void close() {
        if (reader != null) {
            reader.close();
        }
        flink.close();
        head.close();
    }

    @Test
    void seriesAreThoseOfTheReporter() {
        read();
        await().until(() -> value("flink_jobmanager_job_numRestarts") != null);

        assertThat(newest("flink_jobmanager_taskSlotsTotal").labels())
                .isEqualTo(process("jobmanager")
                        .with("host", "127_0_0_1")
                        .with(Labels.NAME, "flink_jobmanager_taskSlotsTotal"));
        assertThat(newest("flink_taskmanager_Status_JVM_CPU_Load").labels())
                .isEqualTo(process("tm-1")
                        .with("host", "10_0_0_7")
                        .with("tm_id", "tm_1")
                        .with(Labels.NAME, "flink_taskmanager_Status_JVM_CPU_Load"));
        Labels task = process("tm-1")
                .with("host", "10_0_0_7")
                .with("tm_id", "tm_1")
                .with("job_id", JOB)
                .with("job_name", "fx_bp")
                .with("task_id", VERTEX)
                .with("task_name", "Source:_numbers____pre_map")
                .with("subtask_index", "1")
                .with("task_attempt_num", "0");
        await().until(() -> value("flink_taskmanager_job_task_busyTimeMsPerSecond") != null);
        assertThat(values(task.with(Labels.NAME, "flink_taskmanager_job_task_busyTimeMsPerSecond")))
                .contains(10.5);
        assertThat(values(task.with(Labels.NAME, "flink_taskmanager_job_task_isBackPressured")))
                .contains(1.0);
        assertThat(values(
                        task.with(Labels.NAME, "flink_taskmanager_job_task_Shuffle_Netty_Output_Buffers_outPoolUsage")))
                .contains(0.5);
        assertThat(values(task.with("operator_name", "Source:_numbers")
                        .with(Labels.NAME, "flink_taskmanager_job_task_operator_numRecordsOut")))
                .contains(42.0);
        assertThat(values(
                        task.with("quantile", "0.99").with(Labels.NAME, "flink_taskmanager_job_task_mailboxLatencyMs")))
                .contains(7.0);
        assertThat(head.series(
                        List.of(LabelMatcher.equal(Labels.NAME, "flink_taskmanager_job_task_mailboxLatencyMs_mean")),
                        0,
                        Long.MAX_VALUE))
                .isEmpty();
        assertThat(values(process("tm-1").with(Labels.NAME, "up"))).contains(1.0);
    }

    @Test
    void noRequestLineIsLongerThanFlinkTakes() {
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 400; i++) {
            many.put((i % 2) + ".aRatherLongOperatorName_number_" + i + ".numRecordsInPerSecond", "1");
        }
        flink.metrics(VERTEX_PATH + "/metrics", many);
        read();
        await().until(() -> head.series(
                                List.of(LabelMatcher.equal(
                                        Labels.NAME, "flink_taskmanager_job_task_operator_numRecordsInPerSecond")),
                                0,
                                Long.MAX_VALUE)
                        .size()
                == 400);
        assertThat(flink.requests).allMatch(request -> request.length() < 4000);
        assertThat(flink.requests.stream()
                        .filter(request -> request.contains("aRather"))
                        .distinct() // Each round asks the same.
                        .count())
                .as("never a request per metric")
                .isLessThan(40);
    }

    @Test
    void seriesOfTasksThatNoLongerRunEnd() {
        read();
        await().until(() -> value("flink_taskmanager_job_task_busyTimeMsPerSecond") != null);
        state = state(job(JobState.RESTARTING, 0, 1));
        await().until(() -> isStale("flink_taskmanager_job_task_busyTimeMsPerSecond"));
        assertThat(isStale("flink_jobmanager_job_numRestarts")).isFalse();
    }

    @Test
    void clusterThatIsUnknownEndsTheSeriesAndIsDown() {
        read();
        await().until(() -> value("flink_jobmanager_taskSlotsTotal") != null);
        state = new ClusterState(
                "c",
                flink.uri(),
                new Reachability.Unknown(Instant.now(), "refused"),
                "2.3.0",
                2,
                0,
                state.taskManagers(),
                state.jobs());
        await().until(() -> isStale("flink_jobmanager_taskSlotsTotal"));
        assertThat(values(process("jobmanager").with(Labels.NAME, "up"))).contains(0.0);
    }

    @Test
    void partThatFlinkRefusesLeavesTheOthers() {
        flink.forget("/taskmanagers/tm-1/metrics");
        read();
        await().until(() -> value("flink_taskmanager_job_task_busyTimeMsPerSecond") != null);
        assertThat(values(process("tm-1").with(Labels.NAME, "up"))).containsOnly(0.0);
        assertThat(values(process("jobmanager").with(Labels.NAME, "up"))).contains(1.0);
    }

    @Test
    void closingEndsTheSeries() {
        RestMetrics reader = read();
        await().until(() -> value("flink_jobmanager_taskSlotsTotal") != null);
        reader.close();
        assertThat(isStale("flink_jobmanager_taskSlotsTotal")).isTrue();
    }

    private RestMetrics read() {
        RestMetrics started = new RestMetrics(
                "c",
                flink.uri(),
                Labels.EMPTY,
                () -> state,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                head,
                Clock.systemUTC());
        reader = started;
        return started;
    }

    private Labels process(String process) {
        return Labels.of("cluster", "c", "instance", flink.uri().getAuthority(), "process", process);
    }

    private Series newest(String name) {
        return head.select(List.of(LabelMatcher.equal(Labels.NAME, name)), 0, Long.MAX_VALUE)
                .get(0);
    }

    private @Nullable Double value(String name) {
        List<Series> found = head.select(List.of(LabelMatcher.equal(Labels.NAME, name)), 0, Long.MAX_VALUE);
        return found.isEmpty() ? null : last(found.get(0));
    }

    private boolean isStale(String name) {
        Double value = value(name);
        return value != null && Sample.isStale(value);
    }

    private static double last(Series series) {
        return series.values()[series.values().length - 1];
    }

    private List<Double> values(Labels labels) {
        return head.select(List.of(LabelMatcher.equal(Labels.NAME, labels.name())), 0, Long.MAX_VALUE).stream()
                .filter(series -> series.labels().equals(labels))
                .flatMap(series -> Arrays.stream(series.values()).boxed())
                .toList();
    }

    private ClusterState state(Job job) {
        TaskManager taskManager = new TaskManager(
                "tm-1", "pekko.tcp://flink@10.0.0.7:6122/user/rpc/taskmanager_0", 2, 0, Instant.now(), 2, 0, 0, 0);
        return new ClusterState(
                "c",
                flink.uri(),
                new Reachability.Reachable(Instant.now()),
                "2.3.0",
                2,
                0,
                List.of(taskManager),
                List.of(job));
    }

    private static Job job(JobState jobState, int running, long restarts) {
        JobGraph graph = new JobGraph(
                List.of(new JobGraph.Vertex(
                        VERTEX, "Source: numbers -> pre-map", 2, 128, running > 0 ? "RUNNING" : "CREATED", running)),
                List.of());
        Instant now = Instant.now();
        return new Job(
                "c",
                JOB,
                "fx bp",
                "STREAMING",
                jobState,
                now,
                now,
                null,
                running,
                2,
                restarts,
                Job.CheckpointCounts.NONE,
                graph,
                now);
    }
}
