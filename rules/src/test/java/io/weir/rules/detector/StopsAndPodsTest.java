package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.JobState;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.JobStopRequested;
import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.rules.Scenario;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ends that somebody asked for, and pods that Kubernetes keeps after their end. */
class StopsAndPodsTest {
    private static final Instant START = Instant.parse("2026-11-20T16:00:00Z");
    private final Scenario scenario = new Scenario(START, Map.of());

    @AfterEach
    void close() {
        scenario.close();
    }

    private void runForHours(String id) {
        scenario.job(new JobBuilder(START.minus(Duration.ofHours(5)), JobState.RUNNING, id, "orders").get());
        scenario.pass(Duration.ofSeconds(10));
    }

    private void end(String id, JobState state) {
        scenario.signal(new JobStatusChanged("prod", scenario.now(), id, "orders", JobState.CANCELLING, state, null));
        scenario.pass(Duration.ofSeconds(10));
    }

    @Test
    void stopThatWasAskedForThroughWeirIsNobodysSurprise() {
        runForHours("a1");
        scenario.signal(new JobStopRequested("prod", scenario.now(), "a1", "orders", "mei"));
        scenario.pass(Duration.ofMinutes(10));
        end("a1", JobState.CANCELED);

        assertThat(scenario.events("JobStoppedByOutsider")).isEmpty();
        assertThat(scenario.events("JobStopped")).singleElement().satisfies(event -> {
            assertThat(event.summary()).isEqualTo("orders was canceled (asked for by mei)");
            assertThat(event.annotations()).containsEntry("asked_by", "mei");
        });
    }

    @Test
    void requestForAnotherJobOrOfLongAgoExcusesNothing() {
        runForHours("a1");
        scenario.signal(new JobStopRequested("prod", scenario.now(), "b2", "totals", "mei"));
        scenario.signal(new JobStopRequested("prod", scenario.now().minus(Duration.ofHours(3)), "a1", "orders", "mei"));
        end("a1", JobState.CANCELED);

        assertThat(scenario.events("JobStoppedByOutsider")).hasSize(1);
        assertThat(scenario.events("JobStopped").get(0).annotations()).doesNotContainKey("asked_by");
    }

    @Test
    void jobManagerThatWeirStopsTakesItsJobsWithIt() {
        runForHours("a1");
        scenario.signal(new ProcessExited(
                "prod", scenario.now(), "jobmanager", ProcessKind.JOB_MANAGER, 4711, 143, true, List.of()));
        end("a1", JobState.SUSPENDED);
        assertThat(scenario.events("JobStoppedByOutsider")).isEmpty();
    }

    private static PodId pod(int number) {
        return new PodId("k8s", "flink", "orders-taskmanager-1-" + number, "uid-" + number);
    }

    private void evicted(int number) {
        scenario.signal(new PodTroubled(
                "prod",
                scenario.now(),
                pod(number),
                ProcessKind.TASK_MANAGER,
                PodTrouble.EVICTED,
                "",
                "Evicted",
                "The node was low on resource: memory"));
        scenario.pass(Duration.ofSeconds(30));
    }

    private void started(int number, ProcessKind kind) {
        scenario.signal(new PodStarted(
                "prod", scenario.now(), pod(number), kind, "flink-main-container", true, "c" + number, 0));
        scenario.pass(Duration.ofSeconds(5));
    }

    private List<String> firing() {
        return scenario.events("PodTroubled").stream()
                .filter(event -> event.state() == EventState.FIRING)
                .map(event -> event.subject().process())
                .toList();
    }

    @Test
    void evictedPodIsOverWhenAnotherTakesItsPlaceOneForOne() {
        scenario.noJobs("prod");
        evicted(1);
        evicted(2);
        assertThat(firing()).containsExactly(pod(2).name(), pod(1).name());

        started(7, ProcessKind.JOB_MANAGER);
        assertThat(firing()).as("a JobManager is no TaskManager").hasSize(2);
        started(3, ProcessKind.TASK_MANAGER);
        assertThat(firing()).containsExactly(pod(2).name());
        started(4, ProcessKind.TASK_MANAGER);
        assertThat(scenario.events("PodTroubled"))
                .extracting(Event::resolvedBecause)
                .containsExactly(
                        "pod " + pod(4).name() + " took its place", "pod " + pod(3).name() + " took its place");
    }

    @Test
    void evictedPodThatNothingReplacesFiresForAWhileAndNotForEver() {
        scenario.noJobs("prod");
        evicted(1);
        scenario.pass(Duration.ofMinutes(50));
        assertThat(firing()).hasSize(1);
        scenario.pass(Duration.ofMinutes(15));
        assertThat(firing()).isEmpty();
    }
}
