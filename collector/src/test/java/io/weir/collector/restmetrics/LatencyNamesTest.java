package io.weir.collector.restmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.Labels;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Latency markers over REST get the names that the reporter gives them; those of Flink 2 were taken down from a real cluster. */
final class LatencyNamesTest {
    private static final String GROUPS = "latency.source_id.431c11b7410a217cf29a345eb02981d0"
            + ".operator_id.b71731f1c0df9c3076c4a455334d0ad6.operator_subtask_index.0.latency_p99";

    @Test
    void markersOfATaskAreThoseOfFlink2() {
        MetricScope vertex = new MetricScope(
                "/jobs/j/vertices/v/metrics",
                "flink_taskmanager_job_task",
                Labels.of("job_id", "j"),
                Map.of(0, Map.of("subtask_index", "0")),
                Map.of());
        assertThat(vertex.series("0." + GROUPS, true))
                .isEqualTo(Labels.of(
                        Labels.NAME,
                        "flink_taskmanager_job_task_latency_source_id_operator_id_operator_subtask_index_latency",
                        "job_id",
                        "j",
                        "subtask_index",
                        "0",
                        "source_id",
                        "431c11b7410a217cf29a345eb02981d0",
                        "operator_id",
                        "b71731f1c0df9c3076c4a455334d0ad6",
                        "operator_subtask_index",
                        "0",
                        "quantile",
                        "0.99"));
    }

    @Test
    void markersOfAJobAreThoseOfItsTaskManagersInFlink1() {
        MetricScope job = MetricScope.of("/jobs/j/metrics", MetricScope.JOB, Labels.of("job_id", "j"));
        assertThat(job.series(GROUPS, true))
                .extracting(Labels::name)
                .isEqualTo("flink_taskmanager_job_latency_source_id_operator_id_operator_subtask_index_latency");
        assertThat(job.series("numRestarts", false))
                .extracting(Labels::name)
                .isEqualTo("flink_jobmanager_job_numRestarts");
    }
}
