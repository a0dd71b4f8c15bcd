package io.weir.collector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.Captures;
import io.weir.collector.FakeFlink;
import io.weir.collector.ManualClock;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.JobCondition;
import io.weir.collector.flink.JobState;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobConditionChanged;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobManagerReplaced;
import io.weir.collector.signal.JobVanished;
import io.weir.collector.signal.SavepointTriggered;
import io.weir.collector.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signals about what a JobManager does not say of itself, or not for long. */
final class ClusterSignalsTest {
    private static final String G1 = "58806b230f0ab5ee95282e52d73f4ee8";
    private static final String OLD = "5ce44d1c0b05e976fce72d0025e5f6ca";
    private static final String SAVED = "54763a16341864fcc0651140993b2a3a";

    private final ManualClock clock = new ManualClock(Instant.now());
    private final FakeFlink flink = new FakeFlink();
    private final JobHistory history = new MemoryJobHistory();
    private final List<Signal> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        flink.close();
    }

    private ClusterWatch watch() {
        return new ClusterWatch(
                "c", flink.uri(), Duration.ofMillis(20), Duration.ofMillis(500), clock, history, heard::add);
    }

    private <T extends Signal> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void untilPolledAgain() {
        int before = flink.requests("/jobs/overview");
        await().until(() -> flink.requests("/jobs/overview") > before + 2);
    }

    @Test
    void jobThatAnAnsweringJobManagerNoLongerKnowsIsToldOnce() {
        flink.capture("g1-tm-sigkill", "just-after-", G1);
        try (ClusterWatch watch = watch()) {
            await().until(() -> watch.state().jobs().size() == 1);
            Instant lastListed = watch.state().jobs().get(0).seenAt();
            flink.answer("/jobs/overview", "{\"jobs\":[]}");
            untilPolledAgain();
            assertThat(heard(JobVanished.class)).isEmpty();
            clock.advance(Duration.ofSeconds(31));
            await().until(() -> !heard(JobVanished.class).isEmpty());
            untilPolledAgain();
            assertThat(heard(JobVanished.class)).singleElement().satisfies(vanished -> {
                assertThat(vanished.jobId()).isEqualTo(G1);
                assertThat(vanished.lastState()).isEqualTo(JobState.RUNNING);
                assertThat(vanished.lastListedAt()).isEqualTo(lastListed);
            });
        }
    }

    @Test
    void jobThatEndedDoesNotVanishWhenItIsForgotten() {
        flink.capture("f-restart-loop", "", "75220aa06697a489a0a0999890bca73a");
        try (ClusterWatch watch = watch()) {
            await().until(() -> watch.state().jobs().size() == 1);
            flink.answer("/jobs/overview", "{\"jobs\":[]}");
            untilPolledAgain();
            clock.advance(Duration.ofMinutes(16));
            await().until(() -> watch.state().jobs().isEmpty());
            assertThat(heard(JobVanished.class)).isEmpty();
        }
    }

    @Test
    void jobThatIsRunningWithoutTaskManagersIsJudgedAndTold() {
        flink.capture("baseline-flink-1.20.5-jdk17", "", OLD);
        try (ClusterWatch watch = watch()) {
            await().until(() -> condition(watch.state()) == JobCondition.SOUND);
            flink.answer("/taskmanagers", "{\"taskmanagers\":[]}");
            await().until(() -> condition(watch.state()) == JobCondition.NO_TASKMANAGER);
            untilPolledAgain();
            assertThat(heard(JobConditionChanged.class))
                    .as("it may be over in a moment")
                    .isEmpty();
            clock.advance(Duration.ofSeconds(6));
            await().until(() -> heard(JobConditionChanged.class).size() == 1);
            flink.capture("baseline-flink-1.20.5-jdk17", "", OLD);
            await().until(() -> condition(watch.state()) == JobCondition.SOUND);
            untilPolledAgain();
            clock.advance(Duration.ofSeconds(6));
            await().until(() -> heard(JobConditionChanged.class).size() == 2);
            untilPolledAgain();
            assertThat(heard(JobConditionChanged.class))
                    .extracting(JobConditionChanged::current)
                    .containsExactly(JobCondition.NO_TASKMANAGER, JobCondition.SOUND);
        }
    }

    @Test
    void jobThatIsRunningWithAFailedTaskIsJudgedAndTold() {
        String job = Captures.rest("g1-tm-sigkill", "job");
        flink.capture("g1-tm-sigkill", "", G1);
        flink.answer(
                "/jobs/" + G1,
                job.replaceFirst("(\"parallelism\": *\\d+,\\s*\"status\": *)\"RUNNING\"", "$1\"FAILED\""));
        try (ClusterWatch watch = watch()) {
            await().until(() -> !watch.state().jobs().isEmpty());
            await().until(() -> condition(watch.state()) == JobCondition.TASK_FAILED);
            untilPolledAgain();
            clock.advance(Duration.ofSeconds(6));
            await().until(() -> !heard(JobConditionChanged.class).isEmpty());
            assertThat(heard(JobConditionChanged.class)).singleElement().satisfies(change -> {
                assertThat(change.jobId()).isEqualTo(G1);
                assertThat(change.previous()).isEqualTo(JobCondition.SOUND);
                assertThat(change.current()).isEqualTo(JobCondition.TASK_FAILED);
            });
        }
    }

    private static JobCondition condition(ClusterState state) {
        return state.jobs().isEmpty()
                ? JobCondition.TASKS_WAITING
                : state.condition(state.jobs().get(0));
    }

    @Test
    void savepointIsToldWhenItBeginsAndWhenItEndsWithItsNumbers() {
        flink.capture("rest-tour", "", SAVED);
        try (ClusterWatch watch = watch()) {
            await().until(() -> !heard(SavepointTriggered.class).isEmpty());
            untilPolledAgain();
            assertThat(watch.checkpointsInProgress(SAVED)).isEmpty();
        }
        assertThat(heard(SavepointTriggered.class)).singleElement().satisfies(triggered -> {
            assertThat(triggered.savepointId()).isEqualTo(29);
            assertThat(triggered.at()).isEqualTo(Instant.ofEpochMilli(1_795_188_676_609L));
        });
        assertThat(heard(CheckpointFinished.class))
                .filteredOn(finished -> finished.checkpoint().savepoint())
                .singleElement()
                .satisfies(finished -> assertThat(finished.checkpoint())
                        .isEqualTo(new Checkpoint(
                                29,
                                Checkpoint.Status.COMPLETED,
                                true,
                                Instant.ofEpochMilli(1_795_188_676_609L),
                                Duration.ofMillis(48),
                                7266,
                                7266,
                                "file:/srv/flink/run/rest23/sp/savepoint-54763a-18ac21d2d98b",
                                null)));
        history.markTold(heard);
        heard.clear();
        try (ClusterWatch watch = watch()) {
            untilPolledAgain();
            assertThat(watch.state().jobs()).isNotEmpty();
        }
        assertThat(heard(SavepointTriggered.class))
                .as("told before the restart")
                .isEmpty();
    }

    @Test
    void savepointThatIsUnderWayIsToldBeforeItFails() {
        flink.capture("rest-tour", "", SAVED);
        String page = Captures.rest("rest-tour", "job-checkpoints");
        String begun = page.replaceAll("(\"id\": *29,\\s*\"status\": *)\"COMPLETED\"", "$1\"IN_PROGRESS\"");
        assertThat(begun).isNotEqualTo(page);
        String overview = Captures.rest("rest-tour", "jobs-overview").replace("FINISHED", "RUNNING");
        flink.answer("/jobs/overview", overview);
        flink.answer("/jobs/" + SAVED + "/checkpoints", begun);
        try (ClusterWatch watch = watch()) {
            await().until(() -> !heard(SavepointTriggered.class).isEmpty());
            assertThat(heard(CheckpointFinished.class))
                    .noneMatch(one -> one.checkpoint().savepoint());
            assertThat(watch.checkpointsInProgress(SAVED))
                    .extracting(Checkpoint::id)
                    .containsExactly(29L);
            flink.answer(
                    "/jobs/" + SAVED + "/checkpoints",
                    page.replaceAll("(\"id\": *29,\\s*\"status\": *)\"COMPLETED\"", "$1\"FAILED\""));
            await().until(() -> heard(CheckpointFinished.class).stream()
                    .anyMatch(one -> one.checkpoint().savepoint()));
            untilPolledAgain();
        }
        assertThat(heard(SavepointTriggered.class)).hasSize(1);
        assertThat(heard(CheckpointFinished.class))
                .filteredOn(one -> one.checkpoint().savepoint())
                .singleElement()
                .extracting(one -> one.checkpoint().status())
                .isEqualTo(Checkpoint.Status.FAILED);
    }

    @Test
    void anotherProcessBehindTheSameAddressIsARestartAndOneElsewhereAnotherLeader() {
        flink.capture("baseline-flink-1.20.5-jdk17", "", OLD);
        String config = Captures.rest("baseline-flink-1.20.5-jdk17", "jobmanager-config");
        flink.answer("/jobmanager/config", config);
        try (ClusterWatch watch = watch()) {
            await().until(() -> flink.requests("/jobmanager/config") > 1);
            assertThat(heard(JobManagerReplaced.class)).isEmpty();
            String again =
                    config.replaceFirst("flink-web-[0-9a-f-]+", "flink-web-0e8ad7d4-0000-4000-8000-000000000000");
            flink.answer("/jobmanager/config", again);
            await().until(() -> heard(JobManagerReplaced.class).size() == 1);
            String elsewhere = Captures.rest("rest-tour", "jobmanager-config");
            flink.answer("/jobmanager/config", elsewhere);
            flink.answer("/overview", Captures.rest("rest-tour", "overview"));
            await().until(() -> heard(JobManagerReplaced.class).size() == 2);
            flink.answer("/jobmanager/config", again);
            int asked = flink.requests("/jobmanager/config");
            await().until(() -> flink.requests("/jobmanager/config") > asked + 1);
            assertThat(watch.state().jobs()).hasSize(1);
        }
        assertThat(heard(JobManagerReplaced.class))
                .as("one that was seen before is behind a load balancer with the other")
                .hasSize(2);
        JobManagerReplaced restart = heard(JobManagerReplaced.class).get(0);
        assertThat(restart.isRestart()).isTrue();
        assertThat(restart.version()).startsWith("1.20.5 (");
        JobManagerReplaced leader = heard(JobManagerReplaced.class).get(1);
        assertThat(leader.isRestart()).isFalse();
        assertThat(leader.address()).isEqualTo("127.0.0.1:18200");
        assertThat(leader.previousVersion()).startsWith("1.20.5 (");
        assertThat(leader.version()).isEqualTo("2.3.0 (c0f8d1a)");
    }

    @Test
    void jobManagerThatDoesNotTellItsConfigurationIsNotUnknown() {
        flink.capture("baseline-flink-1.20.5-jdk17", "", OLD);
        flink.answer("/jobmanager/config", 403, "text/plain", "forbidden");
        try (ClusterWatch watch = watch()) {
            await().until(() -> flink.requests("/jobmanager/config") > 1);
            assertThat(watch.state().jobs()).hasSize(1);
        }
    }

    @Test
    void everyExceptionIsToldOnceThoughFlinkKeepsOnlyTheLastSixteen() {
        flink.capture("g1-tm-sigkill", "", G1);
        try (ClusterWatch watch = watch()) {
            for (int newest = 10; newest <= 60; newest += 10) {
                flink.answer("/jobs/" + G1 + "/exceptions", exceptions(Math.max(1, newest - 15), newest, false));
                int told = newest;
                await().until(() -> heard(JobExceptionRaised.class).size() == told);
            }
            untilPolledAgain();
            assertThat(counter(watch, "weir_exception_gaps_total")).isZero();
            flink.answer("/jobs/" + G1 + "/exceptions", exceptions(85, 100, false));
            await().until(() -> heard(JobExceptionRaised.class).size() == 76);
            assertThat(counter(watch, "weir_exception_gaps_total")).isEqualTo(1);
        }
        assertThat(heard(JobExceptionRaised.class))
                .extracting(raised -> raised.exception().headline())
                .doesNotHaveDuplicates();
        assertThat(history.exceptions("c", G1, 1_000)).hasSize(76);
    }

    @Test
    void exceptionsAreKeptAndToldWithoutWhatMustNotBeTold() {
        flink.capture("g1-tm-sigkill", "just-after-", G1);
        flink.answer("/jobs/" + G1 + "/exceptions", exceptions(7, 7, false));
        FlinkRest rest =
                new FlinkRest(flink.uri(), Duration.ofMillis(500), text -> text.replace("record 7", "record ***"));
        try (ClusterWatch watch = new ClusterWatch(
                "c", rest, flink.uri(), Duration.ofMillis(20), Duration.ofMillis(500), clock, history, heard::add)) {
            await().until(() -> !heard(JobExceptionRaised.class).isEmpty());
            assertThat(watch.state().name()).isEqualTo("c");
        }
        assertThat(heard(JobExceptionRaised.class).get(0).exception().stackTrace())
                .isEqualTo("java.lang.IllegalStateException: record ***");
        assertThat(history.exceptions("c", G1, 10).toString())
                .contains("record ***")
                .doesNotContain("record 7");
    }

    @Test
    void exceptionsThatFlinkLeavesOutAreAskedForAndCounted() {
        flink.capture("g1-tm-sigkill", "", G1);
        flink.answer("/jobs/" + G1 + "/exceptions", exceptions(31, 50, true));
        flink.answer("/jobs/" + G1 + "/exceptions?maxExceptions=1000", exceptions(1, 50, true));
        try (ClusterWatch watch = watch()) {
            await().until(() -> heard(JobExceptionRaised.class).size() == 50);
            assertThat(counter(watch, "weir_exception_pages_truncated_total")).isPositive();
        }
    }

    private static double counter(ClusterWatch watch, String name) {
        return watch.selfMetrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static String exceptions(int first, int last, boolean truncated) {
        return IntStream.rangeClosed(first, last)
                .map(i -> first + last - i)
                .mapToObj(i -> """
                        {"exceptionName":"java.lang.IllegalStateException","stacktrace":"java.lang.IllegalStateException: record %d",
                         "timestamp":%d,"taskName":"map (1/1) - execution #%d","concurrentExceptions":[]}""".formatted(i, 1_795_000_000_000L + i * 1000L, i))
                .collect(Collectors.joining(
                        ",", "{\"exceptionHistory\":{\"entries\":[", "],\"truncated\":" + truncated + "}}"));
    }
}
