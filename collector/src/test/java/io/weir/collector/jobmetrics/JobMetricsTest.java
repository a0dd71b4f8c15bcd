package io.weir.collector.jobmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.collector.ManualClock;
import io.weir.collector.cluster.MemoryJobHistory;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.head.Head;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobStatusChanged;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When figures are there, under which labels, and when they are not. */
@SuppressWarnings("NullAway.Init") // JUnit opens everything.
final class JobMetricsTest {
    private static final Instant START = Instant.ofEpochMilli(1_795_000_000_000L);
    private static final String TASK = "flink_taskmanager_job_task_";
    private static final String OPERATOR = TASK + "operator_";

    private final ManualClock clock = new ManualClock(START);
    private final MemoryJobHistory history = new MemoryJobHistory();
    private final List<ClusterState> clusters = new ArrayList<>();
    private Head head;
    private JobMetrics metrics;

    @BeforeEach
    void open(@TempDir Path folder) {
        head = Head.open(folder, Duration.ofHours(2), 100_000, clock);
        metrics = JobMetrics.idle(head, () -> clusters, history, clock);
    }

    @AfterEach
    void close() {
        metrics.close();
        head.close();
    }

    private static Labels ofTask(String name, String operator, int subtask) {
        return Labels.of(
                Labels.NAME,
                name,
                "cluster",
                "c",
                "job_id",
                "j",
                "job_name",
                "orders",
                "task_id",
                "v",
                "task_name",
                "t",
                "operator_name",
                operator,
                "subtask_index",
                "" + subtask,
                "tm_id",
                "tm",
                "process",
                "taskmanager-1");
    }

    private void sample(Labels labels, double value) {
        head.append(labels, new Sample(clock.millis(), value));
    }

    private void round() {
        metrics.round();
        clock.advance(Duration.ofSeconds(10));
    }

    private Map<String, Double> figures(String label, String value) {
        Map<String, Double> figures = new TreeMap<>();
        LabelMatcher name = new LabelMatcher(LabelMatcher.Kind.REGEX, Labels.NAME, "weir_job_.*");
        List<LabelMatcher> matchers = List.of(name, LabelMatcher.equal(label, value));
        for (Series series : head.select(matchers, clock.millis() - 300_000, clock.millis())) {
            double newest = series.values()[series.size() - 1];
            if (!Sample.isStale(newest)) {
                figures.put(series.labels().name().substring(JobMetric.PREFIX.length()), newest);
            }
        }
        return figures;
    }

    private Map<String, Double> figures() {
        return figures("job_id", "j");
    }

    private static Job job(JobState state, long restarts, JobGraph graph) {
        return new Job(
                "c",
                "j",
                "my orders",
                "STREAMING",
                state,
                START,
                START,
                null,
                1,
                1,
                restarts,
                new Job.CheckpointCounts(7, 1, 0, 0),
                graph,
                START);
    }

    private void cluster(Reachability reachability, Job... jobs) {
        clusters.clear();
        clusters.add(new ClusterState(
                "c", URI.create("http://127.0.0.1:8081"), reachability, "2.3.0", 1, 0, List.of(), List.of(jobs)));
    }

    private static final Reachability ANSWERS = new Reachability.Reachable(START);
    private static final Reachability SILENT = new Reachability.Unknown(START, "connection refused");

    @Test
    void jobWithoutASampleHasWhatRestTells() {
        cluster(ANSWERS, job(JobState.RUNNING, 3, JobGraph.EMPTY));
        history.addNew(List.of(
                new JobStatusChanged("c", START, "j", "my orders", null, JobState.RUNNING, null),
                new JobStatusChanged(
                        "c", START.plusSeconds(10), "j", "my orders", JobState.RUNNING, JobState.FAILING, null),
                new JobStatusChanged(
                        "c", START.plusSeconds(12), "j", "my orders", JobState.FAILING, JobState.RESTARTING, null),
                new JobStatusChanged(
                        "c", START.plusSeconds(25), "j", "my orders", JobState.RESTARTING, JobState.RUNNING, null),
                new CheckpointFinished("c", START, "j", "my orders", checkpoint(1, Checkpoint.Status.COMPLETED)),
                new CheckpointFinished("c", START, "j", "my orders", checkpoint(2, Checkpoint.Status.FAILED))));
        clock.advance(Duration.ofSeconds(30));
        round();
        assertThat(figures("job_name", "my_orders"))
                .containsEntry("restarts_total", 3.0)
                .containsEntry("checkpoints_completed_total", 7.0)
                .containsEntry("checkpoints_failed_total", 1.0)
                .containsEntry("checkpoints_total", 8.0)
                .containsEntry("checkpoint_last_size_bytes", 100.0)
                .containsEntry("checkpoint_last_full_size_bytes", 1_000.0)
                .containsEntry("checkpoint_last_duration_seconds", 2.0)
                .containsEntry("restart_last_duration_seconds", 15.0)
                .containsEntry("uptime_seconds", 30.0)
                .containsEntry("downtime_seconds", 0.0)
                .doesNotContainKeys("records_in_per_second", "taskmanagers", "backpressure_ratio");
    }

    private static Checkpoint checkpoint(long id, Checkpoint.Status status) {
        return new Checkpoint(id, status, false, START.plusSeconds(id), Duration.ofSeconds(2), 1_000, 100, null, null);
    }

    @Test
    void jobThatRestartsIsDownForAsLongAsItHasBeen() {
        cluster(ANSWERS, job(JobState.RESTARTING, 1, JobGraph.EMPTY));
        clock.advance(Duration.ofSeconds(42));
        round();
        assertThat(figures()).containsEntry("downtime_seconds", 42.0).doesNotContainKey("uptime_seconds");
    }

    @Test
    void figuresEndWhenTheJobManagerNoLongerListsTheJob() {
        cluster(ANSWERS, job(JobState.RUNNING, 0, JobGraph.EMPTY));
        sample(ofTask(TASK + "backPressuredTimeMsPerSecond", "", 0), 500);
        round();
        assertThat(figures()).containsEntry("backpressure_ratio", 0.5);
        cluster(ANSWERS, job(JobState.FAILED, 0, JobGraph.EMPTY));
        round();
        assertThat(figures()).isEmpty();
    }

    @Test
    void whileTheJobManagerIsSilentSamplesDecideAndWhatOnlyRestToldIsAbsent() {
        cluster(ANSWERS, job(JobState.RUNNING, 3, JobGraph.EMPTY));
        Labels pressure = ofTask(TASK + "backPressuredTimeMsPerSecond", "", 0);
        Labels received = ofTask(TASK + "numRecordsIn", "", 0);
        sample(pressure, 500);
        sample(received, 1);
        round();
        assertThat(figures()).containsKeys("backpressure_ratio", "restarts_total");
        cluster(SILENT, job(JobState.RUNNING, 3, JobGraph.EMPTY));
        sample(pressure, 600);
        sample(received, 2);
        round();
        assertThat(figures()).containsEntry("backpressure_ratio", 0.6).doesNotContainKey("restarts_total");
        sample(pressure, Sample.STALE);
        sample(received, Sample.STALE);
        round();
        assertThat(figures()).isEmpty();
    }

    @Test
    void jobThatIsSubmittedAnewUnderItsIdHasItsNewName() {
        Labels before = Labels.of(
                Labels.NAME,
                "flink_jobmanager_job_uptime",
                "cluster",
                "c",
                "job_id",
                "j",
                "job_name",
                "old",
                "process",
                "jobmanager",
                "deployment",
                "shop");
        Labels after = before.with("job_name", "new");
        sample(before, 5_000);
        round();
        assertThat(figures("job_name", "old")).containsEntry("uptime_seconds", 5.0);
        assertThat(figures("deployment", "shop")).isNotEmpty();
        sample(before, Sample.STALE);
        sample(after, 1_000);
        round();
        assertThat(figures("job_name", "old")).isEmpty();
        assertThat(figures("job_name", "new")).containsEntry("uptime_seconds", 1.0);
        sample(after, 11_000);
        round();
        assertThat(figures("job_name", "new")).containsEntry("uptime_seconds", 11.0);
    }

    @Test
    void figuresOfAJobThatEndedWhileWeirWasOffEnd() {
        Labels uptime = Labels.of(Labels.NAME, "flink_jobmanager_job_uptime", "cluster", "c", "job_name", "n");
        sample(uptime.with("job_id", "j"), 5_000);
        sample(uptime.with("job_id", "gone"), 7_000);
        round();
        metrics.close();
        sample(uptime.with("job_id", "gone"), Sample.STALE);
        metrics = JobMetrics.idle(head, () -> clusters, history, clock);
        round();
        assertThat(figures("job_id", "gone"))
                .as("its target may not have been scraped yet")
                .isNotEmpty();
        clock.advance(Duration.ofMinutes(1));
        sample(uptime.with("job_id", "j"), 65_000);
        round();
        assertThat(figures("job_id", "gone")).isEmpty();
        assertThat(figures()).containsEntry("uptime_seconds", 65.0);
    }

    @Test
    void figureThatBecomesUnknownEndsAloneAndComesBack() {
        Labels uptime = Labels.of(Labels.NAME, "flink_jobmanager_job_uptime", "cluster", "c", "job_id", "j");
        Labels lag = ofTask(OPERATOR + "currentEmitEventTimeLag", "Source:_orders", 0);
        for (double value : new double[] {1500, -1, 2500}) {
            sample(uptime, 1_000);
            sample(lag, value);
            round();
            assertThat(figures()).containsKey("uptime_seconds");
            if (value < 0) {
                assertThat(figures()).doesNotContainKey("business_delay_seconds");
            } else {
                assertThat(figures()).containsEntry("business_delay_seconds", value / 1000);
            }
        }
    }

    @Test
    void subtaskThatTwoSeriesTellOfCountsOnceAndTheLaterAttemptGoesBeforeTheEarlier() {
        Labels first = ofTask(TASK + "backPressuredTimeMsPerSecond", "", 0).with("task_attempt_num", "0");
        sample(first, 900);
        sample(first.with("task_attempt_num", "1"), 100);
        Labels source = ofTask(OPERATOR + "numRecordsIn", "Source:_orders", 0);
        sample(source, 70);
        sample(source.with("instance", "pushed"), 70);
        sample(Labels.of(Labels.NAME, "flink_jobmanager_job_uptime", "cluster", "c", "job_id", "j"), 1);
        round();
        assertThat(figures()).containsEntry("backpressure_ratio", 0.1).containsEntry("records_in_total", 70.0);
    }

    @Test
    void connectorsThatCountAreBelieved() {
        for (int i = 0; i < 2; i++) {
            sample(Labels.of(Labels.NAME, "flink_jobmanager_job_uptime", "cluster", "c", "job_id", "j"), 1);
            for (int subtask = 0; subtask < 2; subtask++) {
                sample(ofTask(OPERATOR + "numRecordsIn", "Source:_kafka", subtask), 1_000 + i * 100);
                sample(ofTask(OPERATOR + "numRecordsOut", "Source:_kafka", subtask), 900 + i * 90);
                sample(ofTask(OPERATOR + "numBytesIn", "Source:_kafka", subtask), 5_000 + i * 700);
                sample(ofTask(OPERATOR + "currentFetchEventTimeLag", "Source:_kafka", subtask), 40 + subtask);
                sample(ofTask(OPERATOR + "pendingRecords", "Source:_kafka", subtask), 6);
                sample(ofTask(OPERATOR + "numRecordsIn", "out:_Writer", subtask), 900 + i * 90);
                sample(ofTask(OPERATOR + "numRecordsSend", "out:_Writer", subtask), 800 + i * 80);
                sample(ofTask(OPERATOR + "numBytesSend", "out:_Writer", subtask), 3_000 + i * 300);
                sample(ofTask(OPERATOR + "numRecordsIn", "out:_Committer", subtask), 5 + i * 50);
            }
            round();
        }
        assertThat(figures())
                .containsEntry("records_in_per_second", 20.0)
                .containsEntry("records_in_total", 2_200.0)
                .containsEntry("bytes_in_per_second", 140.0)
                .containsEntry("records_out_per_second", 16.0)
                .containsEntry("bytes_out_per_second", 60.0)
                .containsEntry("transfer_delay_seconds", 0.041)
                .containsEntry("pending_records", 12.0);
    }

    @Test
    void kafkaLagIsThatOfTheConsumersThatHavePartitions() {
        sample(Labels.of(Labels.NAME, "flink_jobmanager_job_uptime", "cluster", "c", "job_id", "j"), 1);
        String name = OPERATOR + "KafkaSourceReader_KafkaConsumer_records_lag_max";
        double[] lags = {10, 40, Double.NaN, 25, Double.NEGATIVE_INFINITY};
        for (int subtask = 0; subtask < lags.length; subtask++) {
            sample(ofTask(name, "Source:_kafka", subtask), lags[subtask]);
        }
        round();
        assertThat(figures())
                .containsEntry("kafka_lag_records_max", 40.0)
                .containsEntry("kafka_lag_records_min", 10.0)
                .containsEntry("kafka_lag_records_mean", 25.0)
                .containsEntry("kafka_lag_records_sum", 75.0);
    }

    @Test
    void latencyIsTheGreatestOfAllAndTheSumOverOperators() {
        sample(Labels.of(Labels.NAME, "flink_jobmanager_job_uptime", "cluster", "c", "job_id", "j"), 1);
        String name = "flink_taskmanager_job_task_latency_source_id_operator_id_operator_subtask_index_latency";
        double[][] medianAndTail = {{2, 9}, {5, 100}, {3, 50}};
        for (int i = 0; i < 3; i++) {
            Labels labels = ofTask(name, "", i)
                    .with("operator_id", i < 2 ? "a" : "b")
                    .with("source_id", "s")
                    .with("operator_subtask_index", "" + i);
            sample(labels.with("quantile", "0.5"), medianAndTail[i][0]);
            sample(labels.with("quantile", "0.99"), medianAndTail[i][1]);
            sample(labels.with("quantile", "0.999"), medianAndTail[i][1] + 1);
        }
        round();
        assertThat(figures())
                .containsEntry("latency_p50_seconds", 0.005)
                .containsEntry("latency_p99_seconds", 0.1)
                .containsEntry("latency_p999_seconds", 0.101)
                .containsEntry("latency_summed_seconds", 0.008);
    }

    @Test
    void heapWithoutAMaximumHasNoShareAndUnknownLoadIsNone() {
        for (int tm = 1; tm <= 2; tm++) {
            Labels task = ofTask(TASK + "numRecordsIn", "", tm)
                    .with("tm_id", "tm" + tm)
                    .with("process", "p" + tm);
            sample(task, 5);
            Labels process = Labels.of("cluster", "c", "tm_id", "tm" + tm, "process", "p" + tm);
            String jvm = "flink_taskmanager_Status_JVM_";
            sample(process.with(Labels.NAME, jvm + "Memory_Heap_Used"), 100 * tm);
            sample(process.with(Labels.NAME, jvm + "Memory_Heap_Max"), tm == 1 ? -1 : 400);
            sample(process.with(Labels.NAME, jvm + "CPU_Load"), tm == 1 ? -1 : 0.25);
            sample(
                    Labels.of(Labels.NAME, "process_resident_memory_bytes", "cluster", "c", "process", "p" + tm),
                    1_000 * tm);
        }
        round();
        assertThat(figures())
                .containsEntry("taskmanagers", 2.0)
                .containsEntry("taskmanager_heap_used_bytes", 300.0)
                .containsEntry("taskmanager_heap_ratio", 0.5)
                .containsEntry("taskmanager_cpu_load_ratio", 0.25)
                .containsEntry("taskmanager_resident_max_bytes", 2_000.0)
                .doesNotContainKey("taskmanager_heap_max_bytes");
    }

    @Test
    void skewIsAbsentUntilEverySubtaskIsKnown() {
        JobGraph graph = new JobGraph(List.of(new JobGraph.Vertex("v", "t", 3, 128, "RUNNING", 3)), List.of());
        cluster(ANSWERS, job(JobState.RUNNING, 0, graph));
        for (int i = 0; i < 3; i++) {
            for (int subtask = 0; subtask < (i == 0 ? 2 : 3); subtask++) {
                sample(ofTask(TASK + "numRecordsIn", "", subtask), i * (subtask + 1) * 100);
            }
            round();
            if (i < 2) {
                assertThat(figures()).doesNotContainKey("data_skew_ratio");
            }
        }
        // 200, 400 and (since it came later) 300 records.
        assertThat(figures().get("data_skew_ratio")).isCloseTo(Math.sqrt(2.0 / 3) * 100 / 300, within(1e-9));
    }

    @Test
    void verticesAtTheEndsOfTheGraphStandForOperatorsWithoutATellingName() {
        JobGraph graph = new JobGraph(
                List.of(
                        new JobGraph.Vertex("v", "in", 1, 1, "RUNNING", 1),
                        new JobGraph.Vertex("w", "out", 1, 1, "RUNNING", 1)),
                List.of(new JobGraph.Edge("v", "w", "HASH")));
        cluster(ANSWERS, job(JobState.RUNNING, 0, graph));
        for (int i = 0; i < 2; i++) {
            sample(ofTask(TASK + "numRecordsOut", "", 0), i * 50);
            sample(ofTask(TASK + "numRecordsIn", "", 0).with("task_id", "w"), i * 30);
            Labels watermark = ofTask(TASK + "currentInputWatermark", "", 0).with("task_id", "w");
            sample(watermark, clock.millis() - 4_000);
            round();
        }
        assertThat(figures())
                .containsEntry("records_in_per_second", 5.0)
                .containsEntry("records_out_per_second", 3.0)
                .containsEntry("watermark_delay_seconds", 4.0);
    }
}
