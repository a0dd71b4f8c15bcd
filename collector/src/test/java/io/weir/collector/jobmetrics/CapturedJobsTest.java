package io.weir.collector.jobmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.collector.cluster.MemoryJobHistory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of captured jobs of both lines of Flink, against values worked out by hand from the pages. */
final class CapturedJobsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    private CapturedRun played(String run) {
        CapturedRun captured = new CapturedRun(run, folder, new MemoryJobHistory());
        captured.play();
        return captured;
    }

    @Test
    void skewedJobOfFlink23() {
        try (CapturedRun run = played("i-data-skew")) {
            Map<String, Double> job = run.onlyJob();
            // keyed_count received 1501028, 1155929, 1501117 and 111531562 records between the first page and the last.
            assertThat(job.get("data_skew_ratio")).isCloseTo(1.6490543667806308, within(1e-9));
            // 29535549 and 30388585 of the sources on the first TaskManager in 27.451 s, 27725900 and 27931471 in
            // 27.383 s.
            assertThat(job.get("records_in_per_second"))
                    .isCloseTo((29_535_549 + 30_388_585) / 27.451 + (27_725_900 + 27_931_471) / 27.383, within(1e-3));
            assertThat(job.get("records_in_total")).isEqualTo(33_621_033 + 34_469_209 + 31_826_105 + 31_621_481);
            assertThat(job.get("records_out_per_second"))
                    .isCloseTo((111_531_360 + 1_156_271) / 27.451 + (1_500_947 + 1_500_968) / 27.383, within(1e-3));
            assertThat(job.get("backpressure_ratio")).isEqualTo(0.762);
            assertThat(job)
                    .containsEntry("checkpoint_last_size_bytes", 8887.0)
                    .containsEntry("checkpoint_last_full_size_bytes", 8887.0)
                    .containsEntry("checkpoint_last_duration_seconds", 0.123)
                    .containsEntry("checkpoint_last_restore_timestamp_seconds", 1795190172.813)
                    .containsEntry("checkpoints_total", 8.0)
                    .containsEntry("checkpoints_completed_total", 7.0)
                    .containsEntry("checkpoints_failed_total", 1.0)
                    .containsEntry("checkpoints_in_progress", 0.0)
                    .containsEntry("restarts_total", 0.0)
                    .containsEntry("uptime_seconds", 36.174)
                    .containsEntry("downtime_seconds", 0.0)
                    .containsEntry("record_errors_total", 0.0)
                    .containsEntry("taskmanagers", 2.0)
                    .containsEntry("taskmanager_heap_used_bytes", 46_242_080.0 + 43_539_752)
                    .containsEntry("taskmanager_heap_committed_bytes", 2 * 161_480_704.0)
                    .containsEntry("taskmanager_heap_max_bytes", 2 * 161_480_704.0)
                    .containsEntry("taskmanager_gc_old_total", 0.0)
                    .containsEntry("taskmanager_gc_young_total", 229.0 + 46)
                    .containsEntry("taskmanager_gc_young_seconds_total", 2.130)
                    .containsEntry("jobmanager_gc_young_total", 8.0)
                    .containsEntry("jobmanager_gc_young_seconds_total", 0.456)
                    .containsEntry("jobmanager_cpu_load_ratio", 0.060047281323877065);
            assertThat(job.get("taskmanager_cpu_load_ratio"))
                    .isCloseTo((0.44571975131516023 + 0.1946564885496183) / 2, within(1e-12));
            assertThat(job.get("taskmanager_heap_ratio"))
                    .isCloseTo((46_242_080.0 + 43_539_752) / 2 / 161_480_704, within(1e-12));
            assertThat(job.get("jobmanager_heap_ratio")).isCloseTo(96_470_016.0 / 469_762_048, within(1e-12));
        }
    }

    @Test
    void whatTheSkewedJobDoesNotTellIsAbsent() {
        try (CapturedRun run = played("i-data-skew")) {
            // No watermarks, no event times, a source and a sink that count no bytes, no Kafka, no latency markers.
            assertThat(run.onlyJob())
                    .doesNotContainKeys(
                            "watermark_delay_seconds",
                            "transfer_delay_seconds",
                            "business_delay_seconds",
                            "bytes_in_per_second",
                            "bytes_out_per_second",
                            "pending_records",
                            "kafka_lag_records_max",
                            "latency_p99_seconds",
                            "restart_last_duration_seconds",
                            "taskmanager_resident_max_bytes");
        }
    }

    @Test
    void healthyJobOfFlink120() {
        try (CapturedRun run = played("baseline-flink-1.20.5-jdk17")) {
            Map<String, Double> job = run.onlyJob();
            // Two subtasks in 5.327 s; the source gives 2676 and 2678, the chained sink gets 2714 and 2702.
            assertThat(job.get("records_in_per_second")).isCloseTo((2676 + 2678) / 5.327, within(1e-9));
            assertThat(job.get("records_out_per_second")).isCloseTo((2714 + 2702) / 5.327, within(1e-9));
            assertThat(job.get("data_skew_ratio")).isCloseTo(6.0 / 2708, within(1e-12));
            // The second TaskManager runs nothing of the job.
            assertThat(job)
                    .containsEntry("taskmanagers", 1.0)
                    .containsEntry("taskmanager_heap_used_bytes", 43_796_992.0)
                    .containsEntry("backpressure_ratio", 0.0)
                    .containsEntry("restarts_total", 0.0)
                    .containsEntry("checkpoints_completed_total", 7.0)
                    .containsEntry("checkpoint_last_duration_seconds", 0.048)
                    .doesNotContainKeys("watermark_delay_seconds", "business_delay_seconds");
        }
    }

    @Test
    void serialCollectorsAreOldAndYoung() {
        try (CapturedRun run = played("b2-full-gc-serial")) {
            assertThat(run.onlyJob())
                    .containsEntry("taskmanager_gc_old_total", 128.0)
                    .containsEntry("taskmanager_gc_old_seconds_total", 34.691)
                    .containsEntry("taskmanager_gc_young_total", 128.0)
                    .containsEntry("taskmanager_gc_young_seconds_total", 0.189)
                    // Before the first checkpoint Flink says -1 for its size and duration.
                    .doesNotContainKeys("checkpoint_last_size_bytes", "checkpoint_last_duration_seconds")
                    // One subtask is not skewed.
                    .doesNotContainKey("data_skew_ratio");
        }
    }

    @Test
    void backPressureIsThatOfTheWorstSubtask() {
        try (CapturedRun run = played("d-backpressure")) {
            assertThat(run.onlyJob()).containsEntry("backpressure_ratio", 1.0);
            assertThat(run.onlyJob().get("records_in_per_second")).isCloseTo((43_718 - 29_674) / 28.609, within(1e-9));
            assertThat(run.onlyJob().get("records_out_per_second")).isCloseTo((15_647 - 2_732) / 28.609, within(1e-9));
        }
    }

    @Test
    void watermarkDelayIsTheTimeOfThePageLessTheWatermarkOfTheSink() {
        try (CapturedRun run = played("sql-gateway")) {
            // The page is of 1795189142.230.
            assertThat(run.figures().get("30ea5e5eeb8909b7bff1337416a45e43"))
                    .containsEntry("watermark_delay_seconds", 2.966);
            assertThat(run.figures().get("6b4f633bf211c3356bfb5eb032f745d0"))
                    .containsEntry("watermark_delay_seconds", 2.428);
        }
    }

    @Test
    void watermarkThatNeverCameIsNoDelay() {
        try (CapturedRun run = played("j2-watermark-stuck-silent-input")) {
            assertThat(run.onlyJob())
                    .doesNotContainKey("watermark_delay_seconds")
                    .containsKey("uptime_seconds");
        }
    }

    @Test
    void jobThatFailedIsGone() {
        try (CapturedRun run = played("f-restart-loop")) {
            assertThat(run.figures()).isEmpty();
        }
    }
}
