package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.JobState;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.rules.Scenario;
import io.weir.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A TaskManager takes many series of a job with it; whoever owns the job hears of it once. */
class AbsenceTest {
    private static final Instant START = Instant.parse("2026-11-20T16:00:00Z");
    private static final List<String> METRICS = List.of(
            "numRecordsIn",
            "numRecordsOut",
            "busyTimeMsPerSecond",
            "backPressuredTimeMsPerSecond",
            "idleTimeMsPerSecond");

    private static List<Labels> seriesOf(String jobId, String jobName) {
        List<Labels> series = new ArrayList<>();
        for (String metric : METRICS) {
            for (int vertex = 1; vertex <= 3; vertex++) {
                for (int subtask = 0; subtask < 8; subtask++) {
                    series.add(Labels.of(Labels.NAME, "flink_taskmanager_job_task_" + metric)
                            .with(Labels.of("cluster", "prod", "process", "taskmanager-1", "instance", "tm1:9249"))
                            .with(Labels.of("job_id", jobId, "job_name", jobName, "task_id", "v" + vertex))
                            .with(Labels.of("subtask_index", String.valueOf(subtask))));
                }
            }
        }
        return series;
    }

    @Test
    void jobThatLosesAllItsSeriesIsToldOnce() {
        try (Scenario scenario = new Scenario(START, Map.of())) {
            scenario.job(new JobBuilder(START, JobState.RUNNING, "a1", "orders").get());
            scenario.job(new JobBuilder(START, JobState.RUNNING, "b2", "totals").get());
            List<Labels> lost = seriesOf("a1", "orders");
            List<Labels> kept = seriesOf("b2", "totals");
            lost.forEach(series -> scenario.sample(series, 100));
            kept.forEach(series -> scenario.sample(series, 100));
            scenario.hold(Duration.ofMinutes(5));
            Instant gone = scenario.now();

            lost.forEach(series -> scenario.samples().append(series, gone.toEpochMilli() + 1, Sample.STALE));
            scenario.withoutSeries(lost::contains);
            scenario.hold(Duration.ofMinutes(30));

            assertThat(scenario.events("JobMetricsMissing")).singleElement().satisfies(event -> {
                assertThat(event.subject().jobName()).isEqualTo("orders");
                assertThat(event.startsAt()).isBetween(gone.minusSeconds(5), gone.plusSeconds(50));
            });
            assertThat(scenario.events().stream()
                            .filter(event -> "orders".equals(event.subject().jobName()))
                            .collect(Collectors.groupingBy(Event::rule, Collectors.counting()))
                            .values())
                    .as("each rule tells a job once")
                    .allMatch(count -> count == 1);
        }
    }

    @Test
    void targetThatVanishesForgetsNoSeriesAndTellsNoMore() {
        try (Scenario scenario = new Scenario(START, Map.of())) {
            scenario.job(new JobBuilder(START, JobState.RUNNING, "a1", "orders").get());
            List<Labels> series = seriesOf("a1", "orders");
            series.forEach(one -> scenario.sample(one, 100));
            scenario.hold(Duration.ofMinutes(5));
            for (int round = 0; round < 3; round++) {
                Instant gone = scenario.now();
                series.forEach(one -> scenario.samples().append(one, gone.toEpochMilli() + 1, Sample.STALE));
                scenario.pass(Duration.ofMinutes(1));
                series.forEach(one -> scenario.sample(one, 100));
                scenario.hold(Duration.ofMinutes(1));
            }
            assertThat(scenario.events("JobMetricsMissing"))
                    .as("shorter than the rule waits")
                    .isEmpty();
        }
    }
}
