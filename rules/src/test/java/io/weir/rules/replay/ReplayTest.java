package io.weir.rules.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.collector.history.HistoryConfig;
import io.weir.collector.history.SampleStore;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.ProcessStarted;
import io.weir.rules.Fixture;
import io.weir.rules.Scenario;
import io.weir.rules.TestClock;
import io.weir.rules.detector.BuiltInRules;
import io.weir.rules.event.Event;
import io.weir.rules.rule.RuleKind;
import io.weir.rules.rule.RuleSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
    private static final Instant START = Instant.parse("2026-11-20T16:00:00Z");
    private static final String BACK_PRESSURED = "flink_taskmanager_job_task_backPressuredTimeMsPerSecond";
    private static final Duration STEP = Duration.ofSeconds(5);

    private final Scenario scenario = new Scenario(START, Map.of());
    private final Fixture fixture = Fixture.of("d-backpressure");
    private final Job job = fixture.job();

    @AfterAll
    void close() {
        scenario.close();
    }

    private void backPressure(double share) {
        Fixture.Page page = fixture.pages().get(fixture.pages().size() - 1);
        page.samples().forEach((labels, value) -> {
            if (labels.name().equals(BACK_PRESSURED)) {
                scenario.shows(labels, value > 100 ? share * 1000 : 0);
            } else if (labels.name().startsWith("flink_taskmanager_job_task_busy")) {
                scenario.shows(labels, value);
            }
        });
    }

    private void goes(JobState from, JobState to, int tasks) {
        scenario.job(Scenario.in(job, to, scenario.now(), tasks));
        scenario.signal(new JobStatusChanged(
                job.cluster(), scenario.now(), job.id(), job.name(), from, to, "java.io.IOException: gone"));
    }

    private void checkpoint(long id, Checkpoint.Status status) {
        scenario.signal(new CheckpointFinished(
                job.cluster(),
                scenario.now(),
                job.id(),
                job.name(),
                new Checkpoint(id, status, false, scenario.now(), Duration.ofSeconds(1), 1, 1, null, "expired")));
    }

    /** An hour in which most kinds of trouble come and go; the tests look back at it. */
    @BeforeAll
    void liveThroughAnHour() {
        scenario.job(Scenario.in(job, JobState.RUNNING, START, 4));
        scenario.shows(
                Labels.of("__name__", "up", "cluster", job.cluster(), "process", "taskmanager-1", "instance", "i:1"),
                1);
        backPressure(0);
        scenario.hold(Duration.ofMinutes(10));
        for (double share : new double[] {0.9, 0.6, 0.95, 0.7}) {
            backPressure(share);
            scenario.hold(Duration.ofMinutes(3));
            backPressure(0.1);
            scenario.hold(Duration.ofMinutes(10));
        }
        checkpoint(5, Checkpoint.Status.FAILED);
        scenario.hold(Duration.ofMinutes(1));
        checkpoint(6, Checkpoint.Status.COMPLETED);
        scenario.signal(new ProcessExited(
                job.cluster(),
                scenario.now(),
                "taskmanager-1",
                ProcessKind.TASK_MANAGER,
                17,
                137,
                false,
                List.of("x")));
        goes(JobState.RUNNING, JobState.RESTARTING, 0);
        scenario.hold(Duration.ofSeconds(40));
        scenario.signal(new ProcessStarted(
                job.cluster(), scenario.now(), "taskmanager-1", ProcessKind.TASK_MANAGER, 18, false));
        goes(JobState.RESTARTING, JobState.RUNNING, 4);
        scenario.hold(Duration.ofMinutes(5));
        scenario.shows(
                Labels.of("__name__", "up", "cluster", job.cluster(), "process", "taskmanager-1", "instance", "i:1"),
                0);
        scenario.hold(Duration.ofMinutes(2));
    }

    private ReplayRequest request(RuleKind kind, Map<String, String> set) {
        return new ReplayRequest(
                new OwnRule(RuleSetup.of(kind)),
                START.plus(STEP),
                scenario.now(),
                STEP,
                set,
                null,
                List.of(),
                List.of());
    }

    private static RuleKind kind(String name) {
        return BuiltInRules.ALL.stream()
                .filter(kind -> kind.definition().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String span(
            String fingerprint,
            Instant startsAt,
            @Nullable Instant firedAt,
            @Nullable Instant endedAt,
            String summary) {
        return fingerprint + " " + startsAt + " " + firedAt + " " + endedAt + " " + summary;
    }

    @Test
    void everyRuleFiresInReplayAsItDidLive() {
        Set<String> fired = new TreeSet<>();
        for (RuleKind kind : BuiltInRules.ALL) {
            String rule = kind.definition().name();
            if (rule.equals("Watchdog")) {
                // A scenario has it switched off, since it always fires.
                continue;
            }
            List<String> live = new ArrayList<>();
            for (Event event : scenario.events(rule)) {
                fired.add(rule);
                live.add(span(
                        event.fingerprint(), event.startsAt(), event.firedAt(), event.resolvedAt(), event.summary()));
            }
            ReplayReport report = Replay.run(request(kind, Map.of()), scenario.replayed(), ReplayProgress.SILENT);

            assertThat(report.firings().stream()
                            .map(one -> span(
                                    one.fingerprint(), one.startsAt(), one.firedAt(), one.endedAt(), one.summary())))
                    .as(rule)
                    .containsExactlyInAnyOrderElementsOf(live);
            assertThat(report.stored()).as(rule).hasSize(live.size()).allMatch(StoredEvent::caught);
            assertThat(report.stored()).as(rule).allMatch(event -> Duration.ZERO.equals(event.lead()));
            assertThat(report.others()).as(rule).isZero();
            assertThat(report.lastError()).as(rule).isNull();
        }
        assertThat(fired)
                .contains(
                        "BackpressureHigh",
                        "BackpressureSevere",
                        "CheckpointFailed",
                        "JobFailed",
                        "JobRecovered",
                        "TaskManagerExitedAbnormally",
                        "TargetDown");
    }

    /** The same samples, moved out of the head into files. */
    @Test
    void samplesThatLeftTheHeadGiveTheSameFirings(@TempDir Path folder) {
        TestClock clock = new TestClock(START);
        Duration retention = Duration.ofHours(2);
        try (SampleStore store = SampleStore.open(folder, retention, 10_000, 10_000, HistoryConfig.DEFAULTS, clock)) {
            long count = 0;
            clock.set(scenario.now());
            for (Series series : scenario.samples().select(List.of(), 0, Long.MAX_VALUE)) {
                for (int i = 0; i < series.size(); i++) {
                    store.head().append(series.labels(), new Sample(series.timestampsMs()[i], series.values()[i]));
                    count++;
                }
            }
            clock.set(scenario.now().plus(retention).plus(Duration.ofMinutes(20)));
            long all = count;
            await().atMost(Duration.ofSeconds(60)).until(() -> store.selfMetrics().stream()
                    .anyMatch(metric ->
                            metric.name().equals("weir_history_samples_written_total") && metric.value() == all));
            store.head().dropOld();
            assertThat(store.head().select(List.of(), 0, scenario.now().toEpochMilli()))
                    .isEmpty();

            for (String rule : List.of("BackpressureSevere", "BackpressureHigh", "TargetDown")) {
                List<Firing> expected = Replay.run(
                                request(kind(rule), Map.of()), scenario.replayed(), ReplayProgress.SILENT)
                        .firings();
                assertThat(Replay.run(
                                        request(kind(rule), Map.of()),
                                        scenario.replayed(store.samples()),
                                        ReplayProgress.SILENT)
                                .firings())
                        .isNotEmpty()
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void otherParametersShowWhatWouldHaveBeen() {
        ReplayReport strict = Replay.run(
                request(kind("BackpressureSevere"), Map.of("threshold", "0.92")),
                scenario.replayed(),
                ReplayProgress.SILENT);

        assertThat(scenario.events("BackpressureSevere")).hasSize(2);
        assertThat(strict.firings()).hasSize(1);
        assertThat(strict.caught()).isEqualTo(1);
        assertThat(strict.stored()).hasSize(2);
        assertThat(strict.parameters()).containsEntry("threshold", "0.92").containsEntry("for", "30s");
        assertThat(strict.firingTime()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
        assertThat(strict.subjects()).singleElement().satisfies(subject -> {
            assertThat(subject.name()).contains(job.name());
            assertThat(subject.fired()).isEqualTo(1);
            assertThat(subject.stored()).isEqualTo(2);
            assertThat(subject.caught()).isEqualTo(1);
        });
        ReplayReport quick = Replay.run(
                request(kind("BackpressureSevere"), Map.of("threshold", "0.5", "for", "5s")),
                scenario.replayed(),
                ReplayProgress.SILENT);
        assertThat(quick.caught()).isEqualTo(2);
        assertThat(quick.others()).isEqualTo(quick.firings().size() - 2).isPositive();
        assertThat(quick.flaps()).isEqualTo(quick.firings().size() - 1);
        assertThat(quick.stored()).extracting(StoredEvent::lead).contains(Duration.ofSeconds(25));
    }

    @Test
    void whatTheThresholdIsComparedWithIsTold() {
        ReplayReport report =
                Replay.run(request(kind("BackpressureSevere"), Map.of()), scenario.replayed(), ReplayProgress.SILENT);

        assertThat(report.threshold()).isEqualTo("threshold");
        assertThat(report.measures()).singleElement().satisfies(measured -> {
            assertThat(measured.points()).hasSizeLessThan(500);
            assertThat(measured.points().stream()
                            .mapToDouble(ReplayReport.Measured.Point::value)
                            .distinct())
                    .contains(0.9, 0.1, 0.6, 0.95, 0.7);
        });
    }

    @Test
    void theSuggestedThresholdCatchesEveryEventWithTheFewestOthers() {
        // Live, 0.9 and 0.95 fired; between 0.7, which is no event, and 0.9 every value catches both and nothing else.
        ReplayReport report = Replay.run(
                new ReplayRequest(
                        new OwnRule(RuleSetup.of(kind("BackpressureSevere"))),
                        START.plus(STEP),
                        scenario.now(),
                        STEP,
                        Map.of("threshold", "0.3"),
                        "threshold",
                        List.of(),
                        List.of()),
                scenario.replayed(),
                ReplayProgress.SILENT);
        Suggestion suggestion = Objects.requireNonNull(report.suggestion());

        assertThat(report.others()).isPositive();
        assertThat(Double.parseDouble(String.valueOf(suggestion.value()))).isBetween(0.7, 0.9);
        assertThat(suggestion.marked()).isEqualTo(2);
        assertThat(suggestion.because()).contains("all stored events");
        assertThat(suggestion.rows()).hasSizeGreaterThan(8);
        assertThat(suggestion.rows())
                .filteredOn(row -> row.value().equals(suggestion.value()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.caught()).isEqualTo(2);
                    assertThat(row.others()).isZero();
                });
        assertThat(suggestion.rows())
                .filteredOn(row -> Double.parseDouble(row.value()) > 0.951)
                .allMatch(row -> row.caught() == 0);
        assertThat(suggestion.rows())
                .filteredOn(row -> Double.parseDouble(row.value()) < 0.69)
                .allMatch(row -> row.others() > 0);
    }

    @Test
    void onlyNamedEventsHaveToBeCaughtWhenSomeAreNamed() {
        String worst = scenario.events("BackpressureSevere").stream()
                .filter(event -> event.value() > 0.92)
                .map(Event::id)
                .findFirst()
                .orElseThrow();
        ReplayReport report = Replay.run(
                new ReplayRequest(
                        new OwnRule(RuleSetup.of(kind("BackpressureSevere"))),
                        START.plus(STEP),
                        scenario.now(),
                        STEP,
                        Map.of(),
                        "threshold",
                        List.of(),
                        List.of(worst)),
                scenario.replayed(),
                ReplayProgress.SILENT);

        Suggestion suggestion = Objects.requireNonNull(report.suggestion());
        assertThat(suggestion.marked()).isEqualTo(1);
        assertThat(Double.parseDouble(String.valueOf(suggestion.value()))).isBetween(0.9, 0.95);
        assertThat(report.stored()).filteredOn(StoredEvent::marked).hasSize(1);
    }

    @Test
    void aReplayCanBeCancelledAndSaysHowFarItIs() {
        List<Double> shares = new ArrayList<>();
        ReplayProgress impatient = new ReplayProgress() {
            @Override
            public void at(double share, Instant time) {
                shares.add(share);
            }

            @Override
            public boolean isCancelled() {
                return shares.size() >= 100;
            }
        };

        assertThatThrownBy(() -> Replay.run(request(kind("JobFailed"), Map.of()), scenario.replayed(), impatient))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("cancelled");
        assertThat(shares).hasSize(100).isSorted();
    }

    @Test
    void whatCannotBeReplayedIsSaid() {
        RuleKind kind = kind("JobFailed");

        assertThatThrownBy(() -> request(kind, Map.of("treshold", "1")))
                .hasMessageContaining("rule JobFailed has no parameter \"treshold\"");
        assertThatThrownBy(() -> new ReplayRequest(
                        new OwnRule(RuleSetup.of(kind)),
                        START,
                        START.plus(Duration.ofDays(30)),
                        Duration.ofSeconds(15),
                        Map.of(),
                        null,
                        List.of(),
                        List.of()))
                .hasMessageContaining("the range has 172800 steps, the most is 100000");
        ReplayReport early = Replay.run(
                new ReplayRequest(
                        new OwnRule(RuleSetup.of(kind)),
                        START.minus(Duration.ofHours(1)),
                        scenario.now(),
                        STEP,
                        Map.of(),
                        null,
                        List.of(),
                        List.of()),
                scenario.replayed(),
                ReplayProgress.SILENT);
        assertThat(early.notes())
                .anyMatch(
                        note -> note.startsWith("signals and cluster states were noted from 2026-11-20T16:00:00Z on"));
    }
}
