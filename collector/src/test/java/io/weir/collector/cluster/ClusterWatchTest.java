package io.weir.collector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.FakeFlink;
import io.weir.collector.ManualClock;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.ClusterReachabilityChanged;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import io.weir.collector.signal.TaskManagerLost;
import io.weir.collector.signal.TaskManagerRegistered;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterWatchTest {
    private static final String F = "75220aa06697a489a0a0999890bca73a";
    private static final String G1 = "58806b230f0ab5ee95282e52d73f4ee8";
    private static final String OLD = "5ce44d1c0b05e976fce72d0025e5f6ca";
    private static final String E1 = "5db3e903ebc7c000e0fa267d5f459fbc";

    private final ManualClock clock = new ManualClock(Instant.now());
    private final FakeFlink flink = new FakeFlink();
    private final JobHistory history = new MemoryJobHistory();
    private final List<Signal> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        flink.close();
    }

    private ClusterWatch watch() {
        return watch(flink.uri());
    }

    private ClusterWatch watch(URI address) {
        return new ClusterWatch(
                "c", address, Duration.ofMillis(30), Duration.ofMillis(500), clock, history, heard::add);
    }

    private <T extends Signal> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void untilPolledAgain(String path) {
        int before = flink.requests(path);
        await().until(() -> flink.requests(path) > before + 2);
    }

    @ParameterizedTest
    @CsvSource({
        "f-restart-loop, " + F + ", 2.3.0, FAILED, 1, 5, 10",
        "g1-tm-sigkill, " + G1 + ", 2.3.0, RUNNING, 1, 1, 10",
        "baseline-flink-1.20.5-jdk17, " + OLD + ", 1.20.5, RUNNING, 2, 0, 4",
        "e1-checkpoint-declined, " + E1 + ", 2.3.0, RUNNING, 1, 0, 10"
    })
    void aCapturedClusterIsUnderstood(
            String folder,
            String jobId,
            String version,
            JobState state,
            int taskManagers,
            int exceptions,
            int checkpoints) {
        flink.capture(folder, "", jobId);
        try (ClusterWatch watch = watch()) {
            await().until(() -> watch.state().reachability() instanceof Reachability.Reachable);
            assertThat(watch.state().flinkVersion()).isEqualTo(version);
            assertThat(watch.state().taskManagers()).hasSize(taskManagers);
            Job job = watch.state().jobs().get(0);
            assertThat(job.state()).isEqualTo(state);
            assertThat(job.type()).isEqualTo("STREAMING");
            assertThat(job.graph().edges()).hasSizeGreaterThanOrEqualTo(1);
            assertThat(heard(JobStatusChanged.class)).singleElement().satisfies(change -> {
                assertThat(change.current()).isEqualTo(state);
                assertThat(change.at()).isEqualTo(job.since());
            });
            untilPolledAgain("/overview");
            assertThat(heard(JobExceptionRaised.class)).hasSize(exceptions);
            assertThat(heard(CheckpointFinished.class)).hasSizeGreaterThanOrEqualTo(checkpoints - 1);
            assertThat(heard(JobStatusChanged.class)).hasSize(1);
            assertThat(heard(TaskManagerRegistered.class)).hasSize(taskManagers);
        }
    }

    @Test
    void aKilledTaskManagerIsLostAndItsRestartIsToldWithTheCause() {
        flink.capture("g1-tm-sigkill", "just-after-", G1);
        try (ClusterWatch watch = watch()) {
            await().until(() -> !heard(JobStatusChanged.class).isEmpty());
            assertThat(watch.state().taskManagers()).hasSize(2);
            flink.capture("g1-tm-sigkill", "", G1);
            await().until(() -> heard(JobStatusChanged.class).size() == 3);
            assertThat(heard(JobStatusChanged.class))
                    .extracting(JobStatusChanged::current)
                    .containsExactly(JobState.RUNNING, JobState.RESTARTING, JobState.RUNNING);
            assertThat(heard(JobStatusChanged.class).get(1).rootException()).contains("no longer reachable");
            assertThat(heard(JobStatusChanged.class).get(2).rootException()).isNull();
            await().until(() -> heard(TaskManagerLost.class).size() == 1);
            assertThat(heard(TaskManagerLost.class).get(0).taskManagerId()).isEqualTo("g1-tm-sigkill-tm1");
            assertThat(heard(JobExceptionRaised.class)).hasSize(1);
            assertThat(watch.state().jobs().get(0).restarts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, application/json, {\"errors\":[\"Internal\"]}, HTTP 500",
        "503, text/html, <html>leader election</html>, HTTP 503",
        "200, text/html, <html>Sign in</html>, answered no JSON",
        "200, application/json, {}, : the answer has no",
        "200, application/json, [1], : the answer has no",
        "302, text/html, moved, HTTP 302"
    })
    void aBadAnswerMakesTheClusterUnknownAndNothingFailed(int status, String type, String body, String reason) {
        flink.capture("baseline-flink-1.20.5-jdk17", "", OLD);
        try (ClusterWatch watch = watch()) {
            await().until(() -> watch.state().reachability() instanceof Reachability.Reachable);
            for (String path : List.of("/overview", "/jobs/overview", "/taskmanagers")) {
                int before = heard(ClusterReachabilityChanged.class).size();
                flink.answer(path, status, type, body);
                await().until(() -> watch.state().reachability() instanceof Reachability.Unknown unknown
                        && unknown.reason().contains(reason));
                assertThat(watch.state().jobs().get(0).state()).isEqualTo(JobState.RUNNING);
                flink.capture("baseline-flink-1.20.5-jdk17", "", OLD);
                await().until(() -> heard(ClusterReachabilityChanged.class).size() == before + 2);
                assertThat(watch.state().reachability()).isInstanceOf(Reachability.Reachable.class);
            }
            assertThat(heard(JobStatusChanged.class)).hasSize(1);
            assertThat(heard(TaskManagerLost.class)).isEmpty();
        }
    }

    @Test
    void aClusterThatIsNotThereIsUnknownAndSaidOnce() {
        flink.close();
        try (ClusterWatch watch = watch()) {
            await().until(() -> !heard.isEmpty());
            await().until(() -> watch.selfMetrics().stream()
                    .anyMatch(metric -> metric.name().equals("weir_poll_failures_total") && metric.value() > 2));
            assertThat(heard).hasSize(1);
            assertThat(watch.state().reachability()).isInstanceOf(Reachability.Unknown.class);
        }
    }

    @Test
    void detailsThatFlinkRefusesLeaveTheClusterKnown() {
        flink.capture("baseline-flink-1.20.5-jdk17", "", OLD);
        flink.answer("/jobs/" + OLD + "/checkpoints", 500, "application/json", "{}");
        try (ClusterWatch watch = watch()) {
            await().until(() -> watch.state().reachability() instanceof Reachability.Reachable);
            untilPolledAgain("/overview");
            assertThat(watch.state().reachability()).isInstanceOf(Reachability.Reachable.class);
            assertThat(watch.state().jobs()).hasSize(1);
            assertThat(watch.selfMetrics())
                    .anyMatch(metric -> metric.name().equals("weir_poll_job_failures_total") && metric.value() > 0);
        }
    }

    @Test
    void aJobThatIsNoLongerListedKeepsItsLastRecord() {
        flink.capture("f-restart-loop", "", F);
        try (ClusterWatch watch = watch()) {
            await().until(() -> watch.state().jobs().size() == 1);
            flink.answer("/jobs/overview", "{\"jobs\":[]}");
            untilPolledAgain("/jobs/overview");
            assertThat(watch.state().jobs())
                    .singleElement()
                    .extracting(Job::state)
                    .isEqualTo(JobState.FAILED);
        }
    }

    @Test
    void aRunningJobThatAnAnsweringJobManagerNoLongerListsIsGoneAfterAWhile() {
        flink.capture("g1-tm-sigkill", "just-after-", G1);
        try (ClusterWatch watch = watch()) {
            await().until(() -> watch.state().jobs().size() == 1);
            flink.answer("/jobs/overview", "{\"jobs\":[]}");
            untilPolledAgain("/jobs/overview");
            assertThat(watch.state().jobs())
                    .as("a JobManager that recovers lists its jobs late")
                    .hasSize(1);
            clock.advance(Duration.ofSeconds(31));
            await().until(() -> watch.state().jobs().isEmpty());
        }
    }

    @Test
    void aRunningJobOfBeforeWeirsRestartThatIsNotListedIsGone() {
        flink.capture("g1-tm-sigkill", "just-after-", G1);
        try (ClusterWatch watch = watch()) {
            await().until(() -> watch.state().jobs().size() == 1);
        }
        flink.answer("/jobs/overview", "{\"jobs\":[]}");
        clock.advance(Duration.ofSeconds(31));
        try (ClusterWatch watch = watch()) {
            assertThat(watch.state().jobs()).hasSize(1);
            untilPolledAgain("/jobs/overview");
            assertThat(watch.state().jobs())
                    .as("it was not seen for long, but the JobManager has only begun to answer")
                    .hasSize(1);
            clock.advance(Duration.ofSeconds(31));
            await().until(() -> watch.state().jobs().isEmpty());
        }
    }

    @Test
    void anEndedJobIsAskedForOnce() {
        flink.capture("f-restart-loop", "", F);
        try (ClusterWatch watch = watch()) {
            await().until(() -> watch.state().jobs().size() == 1);
            untilPolledAgain("/overview");
            assertThat(flink.requests("/jobs/" + F)).isEqualTo(1);
        }
    }

    @Test
    void afterARestartOfWeirNothingIsToldTwiceAndNothingIsForgotten() {
        flink.capture("g1-tm-sigkill", "just-after-", G1);
        try (ClusterWatch watch = watch()) {
            await().until(() -> !heard(CheckpointFinished.class).isEmpty());
            untilPolledAgain("/overview");
            assertThat(watch.state().jobs()).hasSize(1);
        }
        List<Signal> before = List.copyOf(heard);
        // All were told but the last change of state, which a kill kept from being noted.
        history.markTold(before.stream()
                .filter(signal -> !(signal instanceof JobStatusChanged))
                .toList());
        heard.clear();
        flink.answer("/overview", 500, "text/plain", "starting");
        try (ClusterWatch watch = watch()) {
            await().until(() -> watch.state().reachability() instanceof Reachability.Unknown unknown
                    && unknown.reason().contains("500"));
            assertThat(watch.state().jobs()).singleElement().extracting(Job::id).isEqualTo(G1);
            assertThat(watch.state().taskManagers()).hasSize(2);
            assertThat(heard(JobStatusChanged.class)).hasSize(1);
            flink.capture("g1-tm-sigkill", "", G1);
            await().until(() -> heard(JobStatusChanged.class).size() == 3);
            await().until(() -> heard(TaskManagerLost.class).size() == 1);
            untilPolledAgain("/overview");
            assertThat(heard(TaskManagerRegistered.class)).isEmpty();
            assertThat(heard(CheckpointFinished.class))
                    .doesNotContainAnyElementsOf(before.stream()
                            .filter(CheckpointFinished.class::isInstance)
                            .map(CheckpointFinished.class::cast)
                            .toList());
        }
    }
}
