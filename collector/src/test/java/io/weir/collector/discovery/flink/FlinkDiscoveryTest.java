package io.weir.collector.discovery.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.FakeFlink;
import io.weir.collector.FakeTarget;
import io.weir.collector.discovery.FakeDiscovery;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.metric.Labels;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages on loopback in an order that has nothing to do with their ports, some of another cluster's. */
class FlinkDiscoveryTest {
    private final FakeFlink flink = new FakeFlink();
    private final FakeTarget jobManager = new FakeTarget();
    private final FakeTarget one = new FakeTarget();
    private final FakeTarget two = new FakeTarget();
    private final FakeTarget stranger = new FakeTarget();
    private final FakeDiscovery found = new FakeDiscovery();
    private volatile @Nullable Boolean byRest;
    private volatile List<TargetStatus> statuses = List.of();
    private volatile ClusterState state = state("10.0.0.1:1-aa", "10.0.0.1:2-bb");
    private @Nullable FlinkDiscovery discovery;

    private static TaskManager taskManager(String id) {
        return new TaskManager(id, "pekko.tcp://flink@127.0.0.1:6122/user/rpc/" + id, 1, 1, Instant.EPOCH, 1, 0, 0, 0);
    }

    private ClusterState state(String... taskManagers) {
        return new ClusterState(
                "c",
                flink.uri(),
                new Reachability.Reachable(Instant.EPOCH),
                "2.3.0",
                1,
                1,
                Stream.of(taskManagers).map(FlinkDiscoveryTest::taskManager).toList(),
                List.of());
    }

    @BeforeEach
    void serve() {
        jobManager.page(jobManagerPage(2));
        one.page(taskManagerPage("10_0_0_1:1_aa"));
        two.page(taskManagerPage("10_0_0_1:2_bb"));
        stranger.page(jobManagerPage(7));
        configure("org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    }

    private static String jobManagerPage(int taskManagers) {
        return "flink_jobmanager_numRegisteredTaskManagers{host=\"h\",} " + taskManagers + ".0\n";
    }

    private static String taskManagerPage(String id) {
        return "flink_taskmanager_Status_JVM_CPU_Load{host=\"h\",tm_id=\"" + id + "\",} 0.5\n";
    }

    private void configure(String factory) {
        String ports = Stream.of(stranger, two, jobManager, one)
                .map(target -> String.valueOf(target.port()))
                .collect(Collectors.joining(","));
        flink.answer(
                "/jobmanager/config",
                "[{\"key\":\"metrics.reporter.prom.factory.class\",\"value\":\"" + factory
                        + "\"},{\"key\":\"metrics.reporter.prom.port\",\"value\":\"" + ports + "\"}]");
    }

    private void open(Duration patience) {
        discovery = new FlinkDiscovery(
                found,
                on -> byRest = on,
                () -> state,
                () -> statuses,
                Labels.of("namespace", "shop"),
                ScrapeOptions.DEFAULTS,
                Duration.ofSeconds(5),
                patience);
    }

    @AfterEach
    void close() {
        if (discovery != null) {
            discovery.close();
        }
        Stream.of(jobManager, one, two, stranger).forEach(FakeTarget::close);
        flink.close();
    }

    private int port(String process) {
        return found.targets().stream()
                .filter(target -> target.process().equals(process))
                .mapToInt(target -> target.url().getPort())
                .findFirst()
                .orElse(-1);
    }

    @Test
    void everyProcessIsFoundByWhatItsPageSays() {
        open(Duration.ofHours(1));
        await().until(() -> found.targets().size() == 3);
        assertThat(port("jobmanager")).isEqualTo(jobManager.port());
        assertThat(port("10.0.0.1:1-aa")).isEqualTo(one.port());
        assertThat(port("10.0.0.1:2-bb")).isEqualTo(two.port());
        Target target = found.targets().get(0);
        assertThat(target.labels())
                .isEqualTo(Labels.of(
                        "cluster",
                        "c",
                        "instance",
                        "127.0.0.1:" + jobManager.port(),
                        "namespace",
                        "shop",
                        "process",
                        "jobmanager"));
        assertThat(byRest).isFalse();
        assertThat(found.fault()).isNull();
    }

    @Test
    void withoutAReporterTheMetricsComeFromRest() {
        configure("org.apache.flink.metrics.influxdb.InfluxdbReporterFactory");
        open(Duration.ofHours(1));
        await().until(() -> Boolean.TRUE.equals(byRest));
        assertThat(found.targets()).isEmpty();
        assertThat(found.fault()).isNull();
        assertThat(one.requests()).isZero();
    }

    @Test
    void aPageThatIsNotFoundLeavesAllToRestAndIsNamed() {
        two.page("<html>\n");
        open(Duration.ofHours(1));
        await().until(() -> found.fault() != null);
        assertThat(byRest).isTrue();
        assertThat(found.targets()).isEmpty();
        assertThat(found.fault())
                .contains("10.0.0.1:2-bb")
                .contains(String.valueOf(two.port()))
                .contains("REST");
        two.page(taskManagerPage("10_0_0_1:2_bb"));
        await().until(() -> found.targets().size() == 3);
        assertThat(byRest).isFalse();
    }

    @Test
    void taskManagersThatComeAndGoAreFollowed() {
        state = state("10.0.0.1:1-aa");
        jobManager.page(jobManagerPage(1));
        open(Duration.ofHours(1));
        await().until(() -> found.targets().size() == 2);
        jobManager.page(jobManagerPage(2));
        state = state("10.0.0.1:1-aa", "10.0.0.1:2-bb");
        await().until(() -> found.processes().contains("10.0.0.1:2-bb"));
        state = state("10.0.0.1:2-bb");
        await().until(() -> found.processes().equals(List.of("jobmanager", "10.0.0.1:2-bb")));
        assertThat(byRest).isFalse();
    }

    @Test
    void aProcessThatServesAtAnotherPortIsFoundThere() {
        open(Duration.ofHours(1));
        await().until(() -> found.targets().size() == 3);
        // Both were started anew with the same ids, and took the ports in another order.
        one.page(taskManagerPage("10_0_0_1:2_bb"));
        two.page(taskManagerPage("10_0_0_1:1_aa"));
        statuses = List.of(new TargetStatus(
                found.targets().get(1), TargetStatus.Health.DOWN, Instant.EPOCH, Duration.ZERO, 0, "gone"));
        await().until(() -> port("10.0.0.1:1-aa") == two.port() && port("10.0.0.1:2-bb") == one.port());
    }

    @Test
    void aPageThatIsLostIsSearchedForBeforeAllIsReadByRest() {
        open(Duration.ofHours(1));
        await().until(() -> found.targets().size() == 3);
        two.page("<html>\n");
        statuses = List.of(new TargetStatus(
                found.targets().get(2), TargetStatus.Health.DOWN, Instant.EPOCH, Duration.ZERO, 0, "gone"));
        await().until(() -> found.fault() != null);
        assertThat(found.processes()).containsExactly("jobmanager", "10.0.0.1:1-aa");
        assertThat(byRest).isFalse();

        Objects.requireNonNull(discovery).close();
        open(Duration.ZERO);
        await().until(() -> Boolean.TRUE.equals(byRest));
    }

    @Test
    void twoJobManagersThatCannotBeToldApartAreNotMixedUp() {
        stranger.page(jobManagerPage(2));
        open(Duration.ofHours(1));
        await().until(() -> found.fault() != null);
        assertThat(found.fault()).contains("JobManager");
        assertThat(found.targets()).isEmpty();
        assertThat(byRest).isTrue();
    }

    @Test
    void whileTheClusterIsUnknownEverythingStays() {
        open(Duration.ofHours(1));
        await().until(() -> found.targets().size() == 3);
        int asked = flink.requests("/jobmanager/config");
        ClusterState known = state;
        state = new ClusterState(
                "c",
                flink.uri(),
                new Reachability.Unknown(Instant.EPOCH, "connection refused"),
                "2.3.0",
                1,
                1,
                List.of(),
                List.of());
        flink.answer("/jobmanager/config", 503, "application/json", "{}");
        await().pollDelay(Duration.ofMillis(1_500)).until(() -> found.targets().size() == 3);
        assertThat(flink.requests("/jobmanager/config")).isEqualTo(asked);
        state = state("10.0.0.1:1-aa");
        await().until(() -> found.fault() != null);
        assertThat(found.fault()).contains("/jobmanager/config: HTTP 503");
        assertThat(found.targets()).hasSize(3);
        assertThat(known.taskManagers()).hasSize(2);
    }
}
