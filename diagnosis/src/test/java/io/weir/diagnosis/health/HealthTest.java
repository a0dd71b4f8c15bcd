package io.weir.diagnosis.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.jobmetrics.JobMetric;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.diagnosis.TestClock;
import io.weir.diagnosis.health.JobHealth.Assessment;
import io.weir.diagnosis.health.JobHealth.Group;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Job.CheckpointSettings EACH_10_S =
            new Job.CheckpointSettings(Duration.ofSeconds(10), Duration.ofSeconds(60));

    private final TestClock clock = new TestClock(NOW);
    private final List<JobStatusChanged> changes = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final Map<JobMetric, Double> figures = new EnumMap<>(JobMetric.class);

    private JobHealth health(Job job, Reachability reachability) {
        Health.Memory memory = new Health.Memory() {
            @Override
            public List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit) {
                return changes;
            }

            @Override
            public List<Checkpoint> checkpoints(String cluster, String jobId, int limit) {
                return checkpoints;
            }
        };
        ClusterState cluster = new ClusterState(
                "c",
                URI.create("http://127.0.0.1:1"),
                reachability,
                "2.3.0",
                1,
                0,
                List.of(new TaskManager("t", "", 1, 0, NOW, 1, 1, 1, 1)),
                List.of(job));
        return new Health(new Figures(figures), memory, clock).of(cluster, job);
    }

    private JobHealth health(Job job) {
        return health(job, new Reachability.Reachable(NOW));
    }

    private static Job job(JobState state, Job.CheckpointSettings settings) {
        Instant started = NOW.minus(Duration.ofHours(2));
        return new Job(
                "c",
                "j1",
                "orders",
                "STREAMING",
                state,
                started,
                started,
                null,
                1,
                1,
                0,
                Job.CheckpointCounts.NONE,
                new JobGraph(List.of(), List.of()),
                NOW,
                settings);
    }

    private static Checkpoint checkpoint(int number, Checkpoint.Status status, int seconds) {
        return new Checkpoint(
                number,
                status,
                false,
                NOW.minusSeconds(60L + number),
                Duration.ofSeconds(seconds),
                1,
                1,
                null,
                status == Checkpoint.Status.FAILED ? "expired" : null);
    }

    private void allIsMeasured() {
        figures.put(JobMetric.BACKPRESSURE_RATIO, 0.01);
        figures.put(JobMetric.TASKMANAGER_HEAP_RATIO, 0.4);
        figures.put(JobMetric.TASKMANAGER_CPU_LOAD_RATIO, 0.2);
        figures.put(JobMetric.TASKMANAGER_GC_OLD_SECONDS_TOTAL, 1.0);
        figures.put(JobMetric.JOBMANAGER_HEAP_RATIO, 0.3);
        checkpoints.add(checkpoint(1, Checkpoint.Status.COMPLETED, 1));
    }

    private static Assessment group(JobHealth health, Group group) {
        return health.groups().get(group.ordinal());
    }

    private static int points(JobHealth health, Group group) {
        return group(health, group).points();
    }

    @Test
    void aHealthyJobHasAHundred() {
        allIsMeasured();
        JobHealth health = health(job(JobState.RUNNING, EACH_10_S));

        assertThat(health.score()).isEqualTo(100);
        assertThat(health.groups()).allSatisfy(group -> {
            assertThat(group.assessed()).isTrue();
            assertThat(group.missing()).isNull();
            assertThat(group.deductions()).isEmpty();
        });
    }

    @Test
    void failuresBackPressureFailedCheckpointsAndAFullHeapCostAndSayWhy() {
        allIsMeasured();
        for (int i = 0; i < 2; i++) {
            Instant at = NOW.minusSeconds(300L * (i + 1));
            changes.add(new JobStatusChanged("c", at, "j1", "orders", JobState.RUNNING, JobState.RESTARTING, "boom"));
            changes.add(new JobStatusChanged(
                    "c", at.plusSeconds(70), "j1", "orders", JobState.RESTARTING, JobState.RUNNING, null));
        }
        figures.put(JobMetric.BACKPRESSURE_RATIO, 0.9);
        figures.put(JobMetric.TASKMANAGER_HEAP_RATIO, 0.96);
        checkpoints.add(checkpoint(2, Checkpoint.Status.FAILED, 60));
        checkpoints.add(checkpoint(3, Checkpoint.Status.COMPLETED, 40));
        JobHealth health = health(job(JobState.RUNNING, EACH_10_S));

        assertThat(points(health, Group.START)).isEqualTo(5);
        assertThat(points(health, Group.RUNNING)).isEqualTo(20 + 20);
        assertThat(points(health, Group.STATE)).isEqualTo(5 + 5);
        assertThat(points(health, Group.RESOURCES)).isEqualTo(10);
        assertThat(health.score()).isEqualTo(100 - 5 - 40 - 10 - 10);
        assertThat(group(health, Group.RUNNING).deductions())
                .extracting(each -> each.reason().en())
                .containsExactly("it failed 2 times", "mean back pressure 90 %");
    }

    @Test
    void whatWasLongAgoCostsNothing() {
        allIsMeasured();
        Instant at = NOW.minus(Duration.ofMinutes(31));
        changes.add(new JobStatusChanged("c", at, "j1", "orders", JobState.RUNNING, JobState.RESTARTING, "boom"));
        changes.add(new JobStatusChanged(
                "c", at.plusSeconds(10), "j1", "orders", JobState.RESTARTING, JobState.RUNNING, null));

        assertThat(health(job(JobState.RUNNING, EACH_10_S)).score()).isEqualTo(100);
    }

    @Test
    void aJobThatFailedIsFarDownAndAGroupCostsNoMoreThanItMay() {
        allIsMeasured();
        for (int i = 0; i < 30; i++) {
            changes.add(new JobStatusChanged(
                    "c", NOW.minusSeconds(i), "j1", "orders", JobState.RUNNING, JobState.FAILED, "boom"));
        }
        JobHealth health = health(job(JobState.FAILED, EACH_10_S));

        assertThat(points(health, Group.RUNNING)).isEqualTo(Group.RUNNING.most());
        assertThat(health.score()).isEqualTo(40);
    }

    @Test
    void noCheckpointForLongCosts() {
        allIsMeasured();
        checkpoints.clear();

        assertThat(points(health(job(JobState.RUNNING, EACH_10_S)), Group.STATE))
                .isEqualTo(15);
    }

    @Test
    void whatIsMissingIsNotAssessedRatherThanGoodOrBad() {
        JobHealth health = health(job(JobState.RUNNING, Job.CheckpointSettings.UNKNOWN));

        assertThat(group(health, Group.STATE).assessed()).isFalse();
        assertThat(group(health, Group.RESOURCES).assessed()).isFalse();
        assertThat(group(health, Group.RESOURCES).missing()).isNotNull();
        assertThat(health.score()).isEqualTo(100);
    }

    @Test
    void nothingIsSaidOfAJobWhoseClusterNeverAnswered() {
        JobHealth health = health(
                job(JobState.RUNNING, Job.CheckpointSettings.UNKNOWN),
                new Reachability.Unknown(NOW.minusSeconds(60), "no answer"));

        assertThat(health.score()).isNull();
        assertThat(health.groups()).noneMatch(Assessment::assessed);
    }

    /** Each figure as a constant, or, for a counter, as one that grows slowly. */
    private record Figures(Map<JobMetric, Double> values) implements SampleSource {
        @Override
        public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
            String name = matchers.get(0).value();
            return values.entrySet().stream()
                    .filter(entry -> entry.getKey().seriesName().equals(name))
                    .map(entry -> new Series(Labels.of(Labels.NAME, name), new long[] {fromMs, toMs}, new double[] {
                        entry.getValue(), entry.getValue()
                    }))
                    .toList();
        }

        @Override
        public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
            return Set.of();
        }
    }
}
