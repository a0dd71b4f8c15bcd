package io.weir.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.discovery.Origin;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Series;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.TargetStatus.Health;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
    private static final String JOB = "75220aa06697a489a0a0999890bca73a";

    private static CollectorConfig config(Path data) {
        return new CollectorConfig(
                data,
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                ScrapeLimits.DEFAULTS,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofHours(2),
                StorageConfig.DEFAULTS);
    }

    @Test
    void aScrapedPageCanBeSelected(@TempDir Path data) {
        try (FakeTarget target = new FakeTarget().page(Captures.gzippedPage("flink-1.20.3-taskmanager-1"), true);
                Collector collector = Collector.open(config(data), Clock.systemUTC())) {
            collector.discover(new Origin(Origin.Kind.STATIC, "c1")).publish(List.of(target.target("taskmanager-1")));
            await().untilAsserted(() ->
                    assertThat(collector.targets().get(0).health()).isEqualTo(Health.UP));
            assertThat(collector.targets().get(0).lastSamples()).isEqualTo(1461);
            List<Series> heap = collector
                    .samples()
                    .select(
                            List.of(
                                    LabelMatcher.equal("__name__", "flink_taskmanager_Status_JVM_Memory_Heap_Used"),
                                    LabelMatcher.equal("process", "taskmanager-1")),
                            0,
                            Long.MAX_VALUE);
            assertThat(heap).hasSize(1);
            assertThat(heap.get(0).values()[0]).isEqualTo(8.3851264E7);
            assertThat(heap.get(0).labels().get("cluster")).isEqualTo("c1");
        }
    }

    @Test
    void aFailedJobIsToldWithItsHistory(@TempDir Path data) {
        List<Signal> heard = new CopyOnWriteArrayList<>();
        try (FakeFlink flink = new FakeFlink().capture("f-restart-loop", "", JOB);
                Collector collector = Collector.open(config(data), Clock.systemUTC())) {
            collector.onSignal(heard::add);
            collector.watch("demo", flink.uri());
            await().untilAsserted(() -> assertThat(heard).anyMatch(CheckpointFinished.class::isInstance));
            ClusterState state = collector.cluster("demo").orElseThrow();
            assertThat(state.reachability()).isInstanceOf(Reachability.Reachable.class);
            assertThat(state.flinkVersion()).isEqualTo("2.3.0");
            assertThat(state.taskManagers()).hasSize(1);
            assertThat(state.jobs().get(0).state()).isEqualTo(JobState.FAILED);
            assertThat(state.jobs().get(0).graph().edges()).hasSize(2);
            assertThat(heard)
                    .filteredOn(JobStatusChanged.class::isInstance)
                    .singleElement()
                    .satisfies(signal -> {
                        JobStatusChanged change = (JobStatusChanged) signal;
                        assertThat(change.previous()).isNull();
                        assertThat(change.current()).isEqualTo(JobState.FAILED);
                        assertThat(change.rootException()).contains("poison record 19260");
                    });
            assertThat(heard).filteredOn(JobExceptionRaised.class::isInstance).hasSize(5);
            assertThat(collector.exceptions("demo", JOB, 10)).hasSize(5);
        }
    }
}
