package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobException;
import io.weir.collector.flink.JobState;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.TaskManagerLost;
import io.weir.rules.Fixture;
import io.weir.rules.Scenario;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JobFailed and JobRecovered, as jobs break in ways that captures of real Flink showed. */
class JobOutageTest {
    private static final String TRACE = """
            org.apache.flink.runtime.JobException: Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy
            \tat org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler.handleFailure(ExecutionFailureHandler.java:213)
            Caused by: java.lang.IllegalStateException: wrapped
            \tat example.Inventory.map(Inventory.java:40)
            Caused by: java.io.IOException: warehouse does not answer
            \tat example.Warehouse.call(Warehouse.java:12)
            \t... 9 more
            """;

    private final Job job = Fixture.of("k-healthy-baseline").job();
    private final Scenario scenario = new Scenario(Instant.parse("2026-11-20T16:00:00Z"), Map.of());
    private JobState state = JobState.RUNNING;

    @BeforeEach
    void jobRuns() {
        runs(4);
        scenario.pass(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private void runs(int tasks) {
        scenario.job(Scenario.in(job, JobState.RUNNING, scenario.now(), tasks));
    }

    private void goes(JobState next, int tasks, @Nullable String exception) {
        scenario.job(Scenario.in(job, next, scenario.now(), tasks));
        JobState previous = state;
        state = next;
        scenario.signal(
                new JobStatusChanged(job.cluster(), scenario.now(), job.id(), job.name(), previous, next, exception));
    }

    @Test
    void failureFiresAtOnceNamesTheDeepestCauseAndEndsWhenTheJobIsWellAgain() {
        goes(JobState.RESTARTING, 0, TRACE);
        Instant broke = scenario.now();
        assertThat(scenario.changes()).containsExactly("FIRED JobFailed");
        Event event = scenario.events("JobFailed").get(0);
        assertThat(event.summary()).isEqualTo("fx-small: RESTARTING: java.io.IOException: warehouse does not answer");
        assertThat(event.annotations())
                .containsEntry("root_cause", "java.io.IOException: warehouse does not answer")
                .containsEntry("exception", TRACE)
                .hasEntrySatisfying("exception_headline", text -> assertThat(text)
                        .startsWith("org.apache.flink.runtime.JobException: Recovery is suppressed"));

        scenario.pass(Duration.ofSeconds(10));
        goes(JobState.RUNNING, 4, null);
        Instant running = scenario.now();
        scenario.pass(Duration.ofSeconds(20));

        assertThat(scenario.changes())
                .containsExactly("FIRED JobFailed", "RESOLVED JobFailed", "RESOLVED JobRecovered");
        assertThat(scenario.events("JobFailed"))
                .singleElement()
                .satisfies(over -> assertThat(over.resolvedAt()).isEqualTo(running))
                .satisfies(over -> assertThat(over.resolvedBecause()).isEqualTo("the job is RUNNING again"));
        assertThat(scenario.events("JobRecovered")).singleElement().satisfies(recovered -> assertThat(recovered.value())
                .isEqualTo(Duration.between(broke, running).toMillis() / 1000.0));
    }

    @Test
    void restartLoopIsOneEventThatKeepsTheFirstExceptionAndStaysWhenTheJobFailsForGood() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            goes(JobState.RESTARTING, 0, attempt == 1 ? TRACE : "java.net.ConnectException: a consequence");
            scenario.pass(Duration.ofSeconds(5));
            goes(JobState.RUNNING, 4, null);
            scenario.pass(Duration.ofSeconds(5));
        }
        goes(JobState.FAILED, 0, "org.apache.flink.runtime.JobException: Recovery is suppressed");
        scenario.pass(Duration.ofHours(1));

        assertThat(scenario.events("JobFailed")).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(EventState.FIRING);
            assertThat(event.summary())
                    .isEqualTo("fx-small: FAILED (4 failures): java.io.IOException: warehouse does not answer");
            assertThat(event.annotations()).containsEntry("job_state", "FAILED");
        });
        assertThat(scenario.events("JobRecovered")).isEmpty();
    }

    @Test
    void jobThatSaysRunningWithoutRunningTasksHasNotRecovered() {
        goes(JobState.RESTARTING, 0, TRACE);
        scenario.pass(Duration.ofSeconds(5));
        goes(JobState.RUNNING, 0, null);
        scenario.pass(Duration.ofMinutes(10));
        assertThat(scenario.events("JobFailed")).extracting(Event::state).containsExactly(EventState.FIRING);

        runs(4);
        scenario.pass(Duration.ofSeconds(5));
        assertThat(scenario.events("JobFailed")).extracting(Event::state).containsExactly(EventState.RESOLVED);
    }

    @Test
    void shortRestartWithoutAnExceptionIsARescaleAndALongOneIsNot() {
        goes(JobState.RESTARTING, 0, null);
        scenario.pass(Duration.ofSeconds(5));
        goes(JobState.RUNNING, 4, null);
        scenario.pass(Duration.ofMinutes(1));
        assertThat(scenario.events()).isEmpty();

        goes(JobState.RESTARTING, 0, null);
        scenario.pass(Duration.ofSeconds(15));
        assertThat(scenario.events("JobFailed"))
                .extracting(Event::summary)
                .containsExactly("fx-small: RESTARTING: no exception is recorded");
    }

    @Test
    void exceptionThatIsSeenLateExplainsTheRestart() {
        goes(JobState.RESTARTING, 0, null);
        scenario.signal(new JobExceptionRaised(
                job.cluster(),
                scenario.now(),
                job.id(),
                job.name(),
                new JobException(scenario.now(), "java.io.IOException", TRACE, null, null, null)));
        assertThat(scenario.events("JobFailed"))
                .extracting(Event::summary)
                .containsExactly("fx-small: RESTARTING: java.io.IOException: warehouse does not answer");
    }

    @Test
    void canceledAfterAFailureIsOver() {
        goes(JobState.RESTARTING, 0, TRACE);
        goes(JobState.CANCELED, 0, null);
        assertThat(scenario.events("JobFailed"))
                .extracting(Event::resolvedBecause)
                .containsExactly("the job is CANCELED");
        assertThat(scenario.events("JobStopped")).hasSize(1);
    }

    @Test
    void newRunOfTheSameNameEndsTheOldFailure() {
        goes(JobState.FAILED, 0, TRACE);
        scenario.signal(
                new JobStatusChanged(job.cluster(), scenario.now(), "00ff", job.name(), null, JobState.RUNNING, null));
        assertThat(scenario.events("JobFailed"))
                .extracting(Event::resolvedBecause)
                .containsExactly("a new run of the job is RUNNING");
    }

    @Test
    void jobThatItsClusterNoLongerListsIsGone() {
        goes(JobState.RESTARTING, 0, TRACE);
        scenario.noJobs(job.cluster());
        scenario.pass(Duration.ofSeconds(90));
        assertThat(scenario.events("JobFailed")).extracting(Event::state).containsExactly(EventState.FIRING);
        scenario.pass(Duration.ofSeconds(60));
        assertThat(scenario.events("JobFailed"))
                .extracting(Event::resolvedBecause)
                .containsExactly("the job is gone: its cluster no longer lists it");
    }

    @Test
    void jobThatFailedLongBeforeWeirFirstSawItIsNoNews() {
        scenario.signal(new JobStatusChanged(
                job.cluster(), scenario.now().minusSeconds(3600), "0dd0", "old", null, JobState.FAILED, TRACE));
        assertThat(scenario.events()).isEmpty();
    }

    @Test
    void restartOfWeirDuringAnOutageTellsNothingTwiceAndSeesTheEnd() {
        goes(JobState.RESTARTING, 0, TRACE);
        scenario.restart();
        scenario.pass(Duration.ofSeconds(10));
        assertThat(scenario.changes()).containsExactly("FIRED JobFailed");

        runs(4);
        scenario.pass(Duration.ofSeconds(20));
        assertThat(scenario.changes()).containsExactly("FIRED JobFailed", "RESOLVED JobFailed");
    }

    @Test
    void lossOfATaskManagerIsNamedWithTheFailure() {
        scenario.signal(new ProcessExited(
                job.cluster(), scenario.now(), "taskmanager-2", ProcessKind.TASK_MANAGER, 4711, 137, false, List.of()));
        scenario.pass(Duration.ofSeconds(10));
        scenario.signal(new TaskManagerLost(job.cluster(), scenario.now(), "fixture-tm2"));
        goes(JobState.RESTARTING, 0, "ResourceManagerException: TaskManager fixture-tm2 is no longer reachable.");
        assertThat(scenario.events("JobFailed").get(0).annotations().get("lost"))
                .contains("taskmanager-2 exited with code 137")
                .contains("TaskManager fixture-tm2 was lost");
    }
}
