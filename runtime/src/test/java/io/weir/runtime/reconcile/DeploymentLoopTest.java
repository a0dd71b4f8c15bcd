package io.weir.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.signal.DeploymentSettled;
import io.weir.collector.signal.DeploymentTroubled;
import io.weir.collector.signal.Signal;
import io.weir.runtime.TestClock;
import io.weir.runtime.artifact.Artifacts;
import io.weir.runtime.artifact.MemoryArtifactStore;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentVersion;
import io.weir.runtime.deployment.DesiredState;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.Restore.From;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunLine;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.deployment.SpecJson;
import io.weir.runtime.deployment.Status;
import io.weir.runtime.deployment.Wish;
import io.weir.runtime.distribution.DistributionAssembler;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.driver.session.JobOverviews;
import io.weir.runtime.python.PythonPrograms;
import io.weir.runtime.snapshot.Snapshot;
import io.weir.runtime.sql.MemoryVariableStore;
import io.weir.runtime.sql.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One loop against a Flink that fails as it is told to: state is never forgotten, and what is not known is not guessed. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class DeploymentLoopTest {
    @TempDir
    private Path folder;

    private FakeFlink flink;
    private FakeDriver driver;
    private Books books;
    private Scripts scripts;
    private Desk desk;
    private DeploymentLoop loop;
    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private final Map<String, Long> others = new ConcurrentHashMap<>();
    private final TestClock clock = new TestClock(Instant.now());

    @BeforeEach
    void open() throws IOException {
        flink = new FakeFlink();
        driver = new FakeDriver(flink, folder);
        books = Books.inMemory();
        Artifacts artifacts =
                new Artifacts(folder.resolve("artifacts"), new MemoryArtifactStore(), 1 << 20, Clock.systemUTC());
        scripts = new Scripts(
                folder.resolve("sql"),
                new MemoryVariableStore(),
                artifacts,
                DistributionAssembler.fromMaven(folder.resolve("flink")),
                spec -> new FlinkVersion("2.3.0"),
                Duration.ofMinutes(10),
                Clock.systemUTC());
        desk = new Desk(
                books,
                Map.of(Mode.APPLICATION, driver),
                artifacts,
                scripts,
                new PythonPrograms(folder.resolve("python"), "python3", artifacts, Clock.systemUTC()),
                new Capacity(books, 4096L, () -> Map.copyOf(others), cluster -> OptionalInt.empty()),
                new JobOverviews(Duration.ZERO),
                signals::add,
                clock,
                milestone -> {});
        loop = new DeploymentLoop("1", desk);
        var spec = SpecJson.read("{\"artifact\": {\"name\": \"a.jar\"}}");
        Instant now = Instant.now();
        books.deployments()
                .add(new Deployment(
                        "1",
                        "default",
                        "shop",
                        "",
                        Map.of(),
                        "",
                        spec,
                        1,
                        "ops",
                        now,
                        Wish.none("ops", now),
                        Status.initial(now)));
        books.deployments().add(new DeploymentVersion("1", 1, spec, "", "ops", now));
        books.deployments().add(new DeploymentVersion("1", 2, spec, "", "ops", now));
    }

    @AfterEach
    void close() {
        flink.close();
    }

    private Deployment deployment() {
        return books.deployments().find("1").orElseThrow();
    }

    private void wish(DesiredState state, int version, From from) {
        Wish wish = deployment().wish().next(state, version, Restore.of(from), "ops", Instant.now());
        assertThat(books.deployments().wish("1", wish)).isTrue();
    }

    private Deployment turn(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(loop.turn()).isPresent();
        }
        return deployment();
    }

    private Deployment running() {
        wish(DesiredState.RUNNING, 1, From.LATEST_STATE);
        Deployment deployment = turn(6);
        assertThat(deployment.status().state()).isEqualTo(CurrentState.RUNNING);
        return deployment;
    }

    private Run run() {
        return books.runs().of("1", 1).get(0);
    }

    private List<Snapshot> snapshots() {
        return books.snapshots().of("1", 10);
    }

    @Test
    void suspendedIsStoppedWithASavepointAndStartedFromIt() {
        running();
        wish(DesiredState.SUSPENDED, 1, From.LATEST_STATE);

        assertThat(turn(8).status().state()).isEqualTo(CurrentState.SUSPENDED);
        assertThat(driver.released).hasSize(1);

        wish(DesiredState.RUNNING, 1, From.LATEST_STATE);
        assertThat(turn(6).status().state()).isEqualTo(CurrentState.RUNNING);
        assertThat(run().restoredFrom()).contains("savepoint-101");
    }

    @Test
    void failedSavepointKeepsTheJobRunningAndSaysWhy() {
        running();
        flink.habit = FakeFlink.Habit.FAILS;
        wish(DesiredState.SUSPENDED, 1, From.LATEST_STATE);

        Deployment after = turn(6);

        assertThat(after.status().state()).isEqualTo(CurrentState.RUNNING);
        assertThat(after.status().note()).contains("it keeps running").contains("No space left");
        assertThat(after.hasOpenWish()).isFalse();
        assertThat(driver.released).isEmpty();
        assertThat(snapshots()).singleElement().satisfies(one -> assertThat(one.state())
                .isEqualTo(Snapshot.State.FAILED));
    }

    @Test
    void whatFlinkSaysIsKeptWithoutHiddenValues() {
        scripts.put("default", "reason", "space left", true, "", "ops");
        scripts.put("default", "short", "dev", true, "", "ops");
        assertThat(scripts.hiddenOn("shop").mask("a device: space left")).isEqualTo("a device: ***");
        running();
        assertThat(scripts.hiddenOn("shop").mask("a device: space left")).isEqualTo("a ***ice: ***");
        assertThat(scripts.hiddenOn("of-others").mask("a device: space left")).isEqualTo("a device: ***");
        flink.habit = FakeFlink.Habit.FAILS;
        wish(DesiredState.SUSPENDED, 1, From.LATEST_STATE);

        Deployment after = turn(6);

        assertThat(after.status().note()).contains("No ***").doesNotContain("space left");
        assertThat(snapshots()).singleElement().satisfies(one -> assertThat(one.cause())
                .contains("No ***"));
        assertThat(books.runs().lines(run().id(), 0, 100))
                .extracting(RunLine::text)
                .anyMatch(text -> text.contains("No ***"))
                .noneMatch(text -> text.contains("space left"));

        // What ran with a value goes on saying it when the variable is gone.
        scripts.deleteVariable("default", "reason");
        assertThat(scripts.hidden().mask("No space left")).isEqualTo("No ***");
    }

    @Test
    void lookAtADeploymentOfWhichNothingChangesAsksOnceAndWritesNothing() {
        Deployment before = running();
        List<RunLine> lines = books.runs().lines(run().id(), 0, 100);
        flink.asked.clear();

        assertThat(turn(5)).isEqualTo(before);

        assertThat(flink.asked).hasSize(5).containsOnly("GET /jobs/overview");
        assertThat(books.runs().lines(run().id(), 0, 100)).isEqualTo(lines);
    }

    @Test
    void overviewOfAClusterIsAskedForOnceByAllWhoLookWithinAMoment() throws IOException {
        running();
        JobOverviews overviews = new JobOverviews(Duration.ofMinutes(1));
        flink.asked.clear();
        for (int i = 0; i < 50; i++) {
            assertThat(overviews.state(flink.uri(), run().jobId()))
                    .hasValueSatisfying(job -> assertThat(job.status()).isEqualTo("RUNNING"));
        }
        assertThat(flink.asked).containsExactly("GET /jobs/overview");

        // One that began meanwhile is no lost job.
        flink.jobs.put("b0b0", "RUNNING");
        assertThat(overviews.state(flink.uri(), "b0b0")).isPresent();
        assertThat(overviews.state(flink.uri(), "c0c0")).isEmpty();
    }

    @Test
    void failedSavepointAbortsAnUpgrade() {
        running();
        flink.habit = FakeFlink.Habit.FAILS;
        wish(DesiredState.RUNNING, 2, From.LATEST_STATE);

        Deployment after = turn(6);

        assertThat(after.status().state()).isEqualTo(CurrentState.RUNNING);
        assertThat(run().version()).isEqualTo(1);
        assertThat(driver.started).hasSize(1);
    }

    private DeploymentTroubled trouble() {
        assertThat(signals).last().isInstanceOf(DeploymentTroubled.class);
        return (DeploymentTroubled) signals.get(signals.size() - 1);
    }

    @Test
    void upgradeThatIsGivenUpIsToldOfOnceUntilItSucceeds() {
        running();
        assertThat(signals).singleElement().isInstanceOf(DeploymentSettled.class);
        flink.habit = FakeFlink.Habit.FAILS;
        wish(DesiredState.RUNNING, 2, From.LATEST_STATE);
        turn(12);

        assertThat(signals).hasSize(2);
        assertThat(trouble())
                .returns("shop", DeploymentTroubled::cluster)
                .returns("shop", DeploymentTroubled::deployment)
                .returns(run().jobId(), DeploymentTroubled::jobId)
                .returns(true, DeploymentTroubled::running);
        assertThat(trouble().why()).contains("it keeps running").contains("No space left");

        Instant at = trouble().at();
        loop = new DeploymentLoop("1", desk);
        turn(3);
        assertThat(signals).hasSize(3);
        assertThat(trouble().why()).contains("it keeps running");
        assertThat(trouble().at()).isEqualTo(at);

        // The same words about another attempt are news.
        wish(DesiredState.RUNNING, 2, From.LATEST_STATE);
        turn(8);
        assertThat(signals).hasSize(4);
        assertThat(trouble().at()).isAfter(at);

        flink.habit = FakeFlink.Habit.MAKES;
        wish(DesiredState.RUNNING, 2, From.LATEST_STATE);
        assertThat(turn(14).status().state()).isEqualTo(CurrentState.RUNNING);
        assertThat(run().version()).isEqualTo(2);
        assertThat(signals).hasSize(5);
        assertThat(signals).last().isInstanceOf(DeploymentSettled.class);
    }

    @Test
    void lostJobThatIsRestoredIsNoTrouble() {
        running();
        driver.checkpoint(run(), 9);
        driver.up = false;

        assertThat(turn(8).status().state()).isEqualTo(CurrentState.RUNNING);

        assertThat(signals).singleElement().isInstanceOf(DeploymentSettled.class);
    }

    @Test
    void lostJobThatCannotBeRestoredIsToldOfUntilItIsDeleted() {
        running();
        driver.up = false;
        assertThat(turn(10).status().state()).isEqualTo(CurrentState.FAILED);
        assertThat(trouble().why()).contains("left no state");
        assertThat(trouble().running()).isFalse();

        books.deployments().delete("1");
        assertThat(loop.turn()).isEmpty();
        assertThat(signals).last().isInstanceOf(DeploymentSettled.class);
    }

    @Test
    void startThatWaitsForWhatCannotBeAskedIsToldOfAfterTenMinutesUntilItIsThere() {
        flink.silent = true;
        wish(DesiredState.RUNNING, 1, From.LATEST_STATE);
        Deployment waiting = turn(4);
        assertThat(waiting.status().state()).isEqualTo(CurrentState.TRANSITIONING);
        assertThat(waiting.status().unknownSince()).isNotNull();
        clock.advance(Duration.ofMinutes(9));
        turn(2);
        assertThat(signals).isEmpty();

        clock.advance(Duration.ofMinutes(2));
        turn(3);
        assertThat(signals).hasSize(1);
        assertThat(trouble())
                .returns(waiting.status().unknownSince(), DeploymentTroubled::at)
                .returns(false, DeploymentTroubled::running);
        assertThat(trouble().why()).contains("its job cannot be asked for");

        flink.silent = false;
        assertThat(turn(6).status().state()).isEqualTo(CurrentState.RUNNING);
        assertThat(signals).hasSize(2).last().isInstanceOf(DeploymentSettled.class);
        assertThat(driver.started).hasSize(1);
    }

    @Test
    void tasksThatAreSlowToRunAreNotedUntilTheyRun() {
        flink.runningTasks = 0;
        wish(DesiredState.RUNNING, 1, From.LATEST_STATE);
        assertThat(turn(4).status().state()).isEqualTo(CurrentState.TRANSITIONING);

        clock.advance(Duration.ofMinutes(4));
        Deployment slow = turn(3);
        assertThat(slow.status().state()).isEqualTo(CurrentState.RUNNING);
        assertThat(slow.status().note())
                .isEqualTo("not all of its tasks run 3 minutes after its start; Flink says RUNNING");

        flink.runningTasks = 1;
        assertThat(turn(2).status().note()).isNull();
        assertThat(signals).singleElement().isInstanceOf(DeploymentSettled.class);
    }

    @Test
    void madeSavepointIsUsedThoughTheStopFailedAfterIt() {
        running();
        flink.habit = FakeFlink.Habit.MAKES_AND_DOES_NOT_STOP;
        wish(DesiredState.RUNNING, 2, From.LATEST_STATE);

        assertThat(turn(14).status().state()).isEqualTo(CurrentState.RUNNING);

        assertThat(run().version()).isEqualTo(2);
        assertThat(run().restoredFrom()).contains("savepoint-101");
        assertThat(flink.asked).anyMatch(one -> one.startsWith("PATCH"));
    }

    @Test
    void checkpointThatIsNewerThanTheSavepointOfAFailedStopIsUsedInstead() {
        running();
        flink.habit = FakeFlink.Habit.MAKES_AND_DOES_NOT_STOP;
        driver.checkpoint(run(), 107);
        wish(DesiredState.RUNNING, 2, From.LATEST_STATE);

        turn(14);

        assertThat(run().version()).isEqualTo(2);
        assertThat(run().restoredFrom()).contains("chk-107");
    }

    @Test
    void jobManagerThatDiesAfterTheSavepointWasMadeCostsNothing() {
        running();
        wish(DesiredState.SUSPENDED, 1, From.LATEST_STATE);
        turn(2);
        assertThat(snapshots()).singleElement().satisfies(one -> assertThat(one.state())
                .isEqualTo(Snapshot.State.CREATING));
        driver.up = false;

        Deployment after = turn(4);

        assertThat(after.status().state()).isEqualTo(CurrentState.SUSPENDED);
        assertThat(snapshots()).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(Snapshot.State.PRESENT);
            assertThat(one.path()).contains("savepoint-101");
        });
    }

    @Test
    void jobManagerThatDiesDuringTheSavepointLeavesTheLatestCheckpoint() {
        running();
        driver.checkpoint(run(), 41);
        driver.checkpoint(run(), 42);
        flink.habit = FakeFlink.Habit.DAWDLES;
        wish(DesiredState.SUSPENDED, 1, From.LATEST_STATE);
        turn(3);
        driver.up = false;

        Deployment after = turn(6);

        assertThat(after.status().state()).isEqualTo(CurrentState.SUSPENDED);
        assertThat(after.status().note()).contains("chk-42");
    }

    @Test
    void triggerThatFlinkForgotIsLookedForOnDiskAndNotRepeated() {
        running();
        wish(DesiredState.SUSPENDED, 1, From.LATEST_STATE);
        turn(2);
        flink.forgetTriggers();

        assertThat(turn(4).status().state()).isEqualTo(CurrentState.SUSPENDED);
        assertThat(flink.asked.stream().filter(one -> one.endsWith("/stop"))).hasSize(1);
        assertThat(snapshots()).singleElement().satisfies(one -> assertThat(one.path())
                .contains("savepoint-101"));
    }

    @Test
    void lostJobIsRestoredFromItsLatestCheckpoint() {
        running();
        driver.checkpoint(run(), 9);
        driver.checkpoint(run(), 10);
        driver.up = false;

        assertThat(turn(8).status().state()).isEqualTo(CurrentState.RUNNING);

        assertThat(run().number()).isEqualTo(2);
        assertThat(run().restoredFrom()).contains("chk-10");
        assertThat(books.runs().of("1", 5).get(1).state()).isEqualTo(RunState.LOST);
    }

    @Test
    void lostJobWithoutStateIsNeverStartedEmptyAndSaysWhatItNeeds() {
        running();
        driver.up = false;

        Deployment after = turn(10);

        assertThat(after.status().state()).isEqualTo(CurrentState.FAILED);
        assertThat(after.status().note()).contains("left no state").contains("restore: none to begin empty");
        assertThat(driver.started).hasSize(1);

        wish(DesiredState.RUNNING, 1, From.NONE);
        assertThat(turn(6).status().state()).isEqualTo(CurrentState.RUNNING);
    }

    @Test
    void startThatWasCutShortAfterTheJobRanGoesOnFromItsCheckpointsNotFromItsBeginning() {
        wish(DesiredState.RUNNING, 1, From.LATEST_STATE);
        turn(2);
        driver.checkpoint(run(), 5);
        driver.up = false;
        flink.forget();

        assertThat(turn(8).status().state()).isEqualTo(CurrentState.RUNNING);

        assertThat(run().number()).isEqualTo(2);
        assertThat(run().restoredFrom()).contains("chk-5");
        assertThat(driver.started).hasSize(2);
    }

    @Test
    void silentFlinkIsUnknownSinceThenAndNeverFailed() {
        Deployment before = running();
        flink.silent = true;

        Deployment after = turn(3);

        assertThat(after.status().state()).isEqualTo(CurrentState.RUNNING);
        Instant since = after.status().unknownSince();
        assertThat(since).isNotNull().isAfterOrEqualTo(before.status().since());
        assertThat(turn(1).status().unknownSince()).as("since the first time").isEqualTo(since);

        flink.silent = false;
        assertThat(turn(1).status().unknownSince()).isNull();
        assertThat(driver.started).hasSize(1);
    }

    @Test
    void withoutAFolderForSavepointsSuspendIsRefusedAndTheJobRuns() {
        running();
        driver.savepointFolder = false;
        wish(DesiredState.SUSPENDED, 1, From.LATEST_STATE);

        Deployment after = turn(3);

        assertThat(after.status().state()).isEqualTo(CurrentState.RUNNING);
        assertThat(after.status().note()).contains("no folder for savepoints").contains("write savepoints: URI");
    }

    @Test
    void startThatIsRefusedSaysWhyAndIsNotRepeated() {
        driver.refusal = "the jar is not there";
        wish(DesiredState.RUNNING, 1, From.LATEST_STATE);

        Deployment after = turn(8);

        assertThat(after.status().state()).isEqualTo(CurrentState.FAILED);
        assertThat(after.status().note()).contains("the jar is not there");
        assertThat(books.runs().of("1", 10)).hasSize(1);
    }

    @Test
    void startThatDoesNotFitIsRefusedWithTheSum() {
        others.put("plain", 3000L);
        wish(DesiredState.RUNNING, 1, From.LATEST_STATE);

        Deployment refused = turn(3);
        assertThat(refused.status().state()).isEqualTo(CurrentState.CANCELLED);
        assertThat(refused.hasOpenWish()).isFalse();
        assertThat(refused.status().note())
                .startsWith("not started: its JobManager and 1 TaskManager need 2048 MiB; of the 4096 MiB")
                .contains("3000 are taken: plain 3000");
        assertThat(books.runs().of("1", 1)).isEmpty();

        others.clear();
        running();
    }

    @Test
    void upgradeThatDoesNotFitLeavesWhatRunsAlone() {
        Run before = runningRun();
        others.put("plain", 3000L);
        wish(DesiredState.RUNNING, 2, From.LATEST_STATE);

        Deployment refused = turn(3);
        assertThat(refused.status().state()).isEqualTo(CurrentState.RUNNING);
        assertThat(refused.hasOpenWish()).isFalse();
        assertThat(refused.status().note())
                .startsWith("version 2 is not started: ")
                .endsWith("; version 1 runs on");
        assertThat(run()).isEqualTo(before);
        assertThat(driver.released).isEmpty();
    }

    @Test
    void lostJobIsRestoredThoughItsRoomWasTaken() {
        Run before = runningRun();
        driver.checkpoint(before, 42);
        others.put("plain", 4000L);
        driver.up = false;
        flink.forget();

        Deployment restored = turn(8);
        assertThat(restored.status().state()).isEqualTo(CurrentState.RUNNING);
        assertThat(run().restoredFrom()).contains("chk-42");
    }

    private Run runningRun() {
        running();
        return run();
    }

    @Test
    void failedJobStaysFailedWithItsReason() {
        running();
        flink.jobs.put(run().jobId(), "FAILED");

        Deployment after = turn(6);

        assertThat(after.status().state()).isEqualTo(CurrentState.FAILED);
        assertThat(after.status().note()).contains("boom");
        assertThat(driver.started).hasSize(1);
    }

    @Test
    void wishDuringATransitionIsHonouredAfterIt() {
        wish(DesiredState.RUNNING, 1, From.LATEST_STATE);
        turn(1);
        wish(DesiredState.CANCELLED, 1, From.LATEST_STATE);

        Deployment after = turn(12);

        assertThat(after.status().state()).isEqualTo(CurrentState.CANCELLED);
        assertThat(driver.started).hasSize(1);
        assertThat(driver.released).hasSize(1);
        assertThat(after.hasOpenWish()).isFalse();
    }
}
