package io.weir.collector.discovery.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.Captures;
import io.weir.collector.Collector;
import io.weir.collector.CollectorConfig;
import io.weir.collector.FakeFlink;
import io.weir.collector.FakeTarget;
import io.weir.collector.StorageConfig;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.collector.signal.Signal;
import io.weir.collector.signal.TaskManagerLost;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A TaskManager dies: its page is gone at once, and some time later Flink knows it too. */
class TaskManagerLostTest {
    private static final String LOST = "k-healthy-baseline-tm1";
    private static final String LEFT = "k-healthy-baseline-tm2";

    private final FakeTarget jobManager =
            new FakeTarget().page("flink_jobmanager_numRegisteredTaskManagers{host=\"h\",} 2.0\n");
    private final FakeTarget lost = new FakeTarget().page(Captures.page("flink-2.3.0-taskmanager"), false);
    private final FakeTarget left = new FakeTarget()
            .page(new String(Captures.page("flink-2.3.0-taskmanager"), StandardCharsets.UTF_8)
                    .replace("k_healthy_baseline_tm1", "k_healthy_baseline_tm2")
                    .replace("subtask_index=\"0\"", "subtask_index=\"1\""));

    private static String taskManagers(String... ids) {
        return Stream.of(ids)
                .map(id -> "{\"id\":\"" + id + "\",\"path\":\"pekko.tcp://flink@127.0.0.1:6122/user/rpc/" + id
                        + "\",\"slotsNumber\":1,\"freeSlots\":0,\"timeSinceLastHeartbeat\":1795188745021,"
                        + "\"hardware\":{\"cpuCores\":1,\"physicalMemory\":1,\"freeMemory\":1,\"managedMemory\":1}}")
                .collect(Collectors.joining(",", "{\"taskmanagers\":[", "]}"));
    }

    @Test
    void itsSeriesEndOnceAndThoseOfTheJobElsewhereGoOn(@TempDir Path data) {
        Duration quick = Duration.ofMillis(100);
        // A scrape that a busy machine makes late would end series too.
        Duration slow = Duration.ofSeconds(3);
        CollectorConfig config = new CollectorConfig(
                data,
                slow,
                slow,
                ScrapeLimits.DEFAULTS,
                quick,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                StorageConfig.DEFAULTS);
        List<Signal> heard = new CopyOnWriteArrayList<>();
        String ports = Stream.of(jobManager, lost, left)
                .map(target -> String.valueOf(target.port()))
                .collect(Collectors.joining(","));
        try (FakeFlink flink = new FakeFlink()
                        .answer(
                                "/overview",
                                "{\"flink-version\":\"2.3.0\",\"taskmanagers\":2,\"slots-total\":2,\"slots-available\":2}")
                        .answer("/jobs/overview", "{\"jobs\":[]}")
                        .answer("/taskmanagers", taskManagers(LOST, LEFT))
                        .answer(
                                "/jobmanager/config",
                                "[{\"key\":\"metrics.reporter.p.factory.class\",\"value\":"
                                        + "\"org.apache.flink.metrics.prometheus.PrometheusReporterFactory\"},"
                                        + "{\"key\":\"metrics.reporter.p.port\",\"value\":\"" + ports + "\"}]");
                Collector collector = Collector.open(config, Clock.systemUTC())) {
            collector.onSignal(heard::add);
            collector.watch("c", flink.uri());
            collector.findMetrics("c", Labels.EMPTY, ScrapeOptions.DEFAULTS);
            await().until(() -> up(collector).equals(Set.of("jobmanager", LOST, LEFT)));
            assertThat(alive(collector, LOST)).hasSizeGreaterThan(200);

            lost.close();
            await().until(() -> up(collector).equals(Set.of("jobmanager", LEFT)));
            assertThat(alive(collector, LOST))
                    .as("what a target that is down has left")
                    .allMatch(series -> !series.labels().name().startsWith("flink_"));

            flink.answer("/taskmanagers", taskManagers(LEFT));
            await().until(() -> collector.targets().size() == 2);
            await().until(() -> heard.stream().anyMatch(TaskManagerLost.class::isInstance));
            assertThat(alive(collector, LOST)).isEmpty();
            assertThat(all(collector, LOST)).allSatisfy(series -> assertThat(DoubleStream.of(series.values())
                            .filter(Sample::isStale)
                            .count())
                    .as(series.labels().toString())
                    .isEqualTo(1));
            assertThat(alive(collector, LEFT)).hasSizeGreaterThan(200);
            assertThat(all(collector, LEFT)).allSatisfy(series -> assertThat(DoubleStream.of(series.values()))
                    .noneMatch(Sample::isStale));
            assertThat(heard)
                    .filteredOn(TaskManagerLost.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(TaskManagerLost.class, signal -> assertThat(signal.taskManagerId())
                            .isEqualTo(LOST));
            assertThat(collector.restReadings()).isEmpty();
        } finally {
            Stream.of(jobManager, lost, left).forEach(FakeTarget::close);
        }
    }

    private static Set<String> up(Collector collector) {
        return collector.targets().stream()
                .filter(status -> status.health() == Health.UP)
                .map((TargetStatus status) -> status.target().process())
                .collect(Collectors.toSet());
    }

    private static List<Series> all(Collector collector, String process) {
        return collector.samples().select(List.of(LabelMatcher.equal("process", process)), 0, Long.MAX_VALUE);
    }

    /** Those whose last sample is no end. */
    private static List<Series> alive(Collector collector, String process) {
        return all(collector, process).stream()
                .filter(series -> !Sample.isStale(series.values()[series.values().length - 1]))
                .toList();
    }
}
