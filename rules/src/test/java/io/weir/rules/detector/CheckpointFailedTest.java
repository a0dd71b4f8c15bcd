package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.rules.Fixture;
import io.weir.rules.Scenario;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFailedTest {
    private final Job job = Fixture.of("k-healthy-baseline").job();

    private Scenario scenario(Map<String, Map<String, String>> parameters) {
        Scenario scenario = new Scenario(Instant.parse("2026-11-20T16:00:00Z"), parameters);
        scenario.job(job);
        return scenario;
    }

    private void ends(Scenario scenario, long id, Checkpoint.Status status, @Nullable String message) {
        Checkpoint checkpoint =
                new Checkpoint(id, status, false, scenario.now(), Duration.ofSeconds(1), 0, 0, null, message);
        scenario.signal(new CheckpointFinished(job.cluster(), scenario.now(), job.id(), job.name(), checkpoint));
    }

    @Test
    void failureFiresOnceHowOftenItRepeatsAndALaterCompletionEndsIt() {
        try (Scenario scenario = scenario(Map.of())) {
            ends(scenario, 3, Checkpoint.Status.COMPLETED, null);
            ends(scenario, 4, Checkpoint.Status.FAILED, "Asynchronous task checkpoint failed.");
            assertThat(scenario.events("CheckpointFailed"))
                    .as("waits to see whether the job fails")
                    .isEmpty();
            scenario.pass(Duration.ofSeconds(5));
            ends(scenario, 5, Checkpoint.Status.FAILED, "Checkpoint expired before completing.");
            assertThat(scenario.events("CheckpointFailed")).singleElement().satisfies(event -> {
                assertThat(event.state()).isEqualTo(EventState.FIRING);
                assertThat(event.summary())
                        .isEqualTo("fx-small: checkpoint 5 failed: Checkpoint expired before completing.,"
                                + " 2 failed since the last completed one");
            });
            assertThat(scenario.changes("CheckpointFailed"))
                    .containsExactly("FIRED CheckpointFailed", "UPDATED CheckpointFailed");

            ends(scenario, 2, Checkpoint.Status.COMPLETED, null);
            assertThat(scenario.events("CheckpointFailed"))
                    .extracting(Event::state)
                    .containsExactly(EventState.FIRING);
            ends(scenario, 6, Checkpoint.Status.COMPLETED, null);
            assertThat(scenario.events("CheckpointFailed"))
                    .extracting(Event::resolvedBecause)
                    .containsExactly("checkpoint 6 completed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not all required tasks are currently running.",
                "Checkpoint Coordinator is suspending.",
                "FailoverRegion is restarting."
            })
    void startsAndRestartsAreNoCheckpointFailures(String message) {
        try (Scenario scenario = scenario(Map.of())) {
            ends(scenario, 1, Checkpoint.Status.FAILED, message);
            scenario.pass(Duration.ofSeconds(30));
            assertThat(scenario.events("CheckpointFailed")).isEmpty();
        }
        Map<String, String> all =
                Map.of("ignoreFirst", "false", "ignoreWhileStarting", "false", "ignoreCausedByRestart", "false");
        try (Scenario scenario = scenario(Map.of("CheckpointFailed", all))) {
            ends(scenario, 1, Checkpoint.Status.FAILED, message);
            assertThat(scenario.events("CheckpointFailed")).hasSize(1);
        }
    }

    @Test
    void firstCheckpointOfARunMayFail() {
        try (Scenario scenario = scenario(Map.of())) {
            ends(scenario, 1, Checkpoint.Status.FAILED, "Checkpoint expired before completing.");
            scenario.pass(Duration.ofSeconds(30));
            assertThat(scenario.events("CheckpointFailed")).isEmpty();
            ends(scenario, 2, Checkpoint.Status.FAILED, "Checkpoint expired before completing.");
            scenario.pass(Duration.ofSeconds(30));
            assertThat(scenario.events("CheckpointFailed")).hasSize(1);
        }
    }

    @Test
    void failureFromBeforeWeirSawTheJobIsNoNews() {
        try (Scenario scenario = scenario(Map.of())) {
            Checkpoint old = new Checkpoint(
                    1, Checkpoint.Status.FAILED, false, Instant.EPOCH, Duration.ZERO, 0, 0, null, "declined");
            scenario.signal(new CheckpointFinished(
                    job.cluster(), scenario.now().minusSeconds(3600), job.id(), job.name(), old));
            assertThat(scenario.events("CheckpointFailed")).isEmpty();
        }
    }

    @Test
    void endOfTheJobEndsItWithThatReason() {
        try (Scenario scenario = scenario(Map.of())) {
            ends(scenario, 4, Checkpoint.Status.FAILED, "Asynchronous task checkpoint failed.");
            scenario.pass(Duration.ofMinutes(1));
            scenario.signal(new JobStatusChanged(
                    job.cluster(), scenario.now(), job.id(), job.name(), JobState.RUNNING, JobState.CANCELED, null));
            assertThat(scenario.events("CheckpointFailed"))
                    .extracting(Event::resolvedBecause)
                    .containsExactly("the job is CANCELED");
        }
    }

    @Test
    void checkpointThatFailsWithItsJobIsAConsequence() {
        for (boolean checkpointFirst : new boolean[] {true, false}) {
            try (Scenario scenario = scenario(Map.of())) {
                JobStatusChanged breaks = new JobStatusChanged(
                        job.cluster(),
                        scenario.now(),
                        job.id(),
                        job.name(),
                        JobState.RUNNING,
                        JobState.RESTARTING,
                        "TaskManager with id taskmanager-1 is no longer reachable.");
                if (!checkpointFirst) {
                    scenario.signal(breaks);
                }
                ends(scenario, 19, Checkpoint.Status.FAILED, "Trigger checkpoint failure.");
                if (checkpointFirst) {
                    scenario.signal(breaks);
                }
                scenario.pass(Duration.ofMinutes(1));
                assertThat(scenario.events("CheckpointFailed")).isEmpty();
                assertThat(scenario.events("JobFailed")).hasSize(1);
            }
        }
    }

    @Test
    void failureThatWasOvertakenWhileItWaitedIsToldAndOver() {
        try (Scenario scenario = scenario(Map.of())) {
            ends(scenario, 4, Checkpoint.Status.FAILED, "Checkpoint expired before completing.");
            ends(scenario, 5, Checkpoint.Status.COMPLETED, null);
            scenario.pass(Duration.ofSeconds(10));
            assertThat(scenario.changes("CheckpointFailed"))
                    .containsExactly("FIRED CheckpointFailed", "RESOLVED CheckpointFailed");
        }
    }

    @Test
    void failedSavepointIsNoFailedCheckpoint() {
        try (Scenario scenario = scenario(Map.of())) {
            Checkpoint savepoint = new Checkpoint(
                    9, Checkpoint.Status.FAILED, true, scenario.now(), Duration.ZERO, 0, 0, null, "no such folder");
            scenario.signal(new CheckpointFinished(job.cluster(), scenario.now(), job.id(), job.name(), savepoint));
            assertThat(scenario.events("CheckpointFailed")).isEmpty();
        }
    }
}
