package io.weir.rules.detector;

import static io.weir.rules.detector.JobBuilder.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.JobState;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.rules.Scenario;
import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jobs in batch mode run their vertices one after the other, make no checkpoints, and end: none of that is a fault. */
class BatchJobTest {
    private static final String ID = "ba7c";
    private static final String NAME = "nightly";

    private static JobBuilder job(Scenario scenario, JobState state) {
        return new JobBuilder(scenario.now(), state, ID, NAME).batch();
    }

    private static void changes(Scenario scenario, JobState from, JobState to) {
        scenario.signal(new JobStatusChanged(CLUSTER, scenario.now(), ID, NAME, from, to, null));
    }

    @Test
    void jobThatRunsInPartsAndFinishesIsToldAndIsNoFault() {
        try (Scenario scenario = new Scenario(Instant.parse("2026-11-20T16:00:00Z"), Map.of())) {
            scenario.job(job(scenario, JobState.RUNNING).tasks(1).get());
            changes(scenario, JobState.CREATED, JobState.RUNNING);
            scenario.pass(Duration.ofHours(2));
            scenario.job(job(scenario, JobState.FINISHED).tasks(0).get());
            changes(scenario, JobState.RUNNING, JobState.FINISHED);
            scenario.pass(Duration.ofHours(1));

            assertThat(scenario.events()).extracting(Event::rule).contains("JobStarted", "JobStopped");
            assertThat(scenario.events()).extracting(Event::severity).containsOnly(Severity.INFO);
            assertThat(scenario.pending()).isEmpty();
        }
    }

    @Test
    void jobThatFailsIsAFaultAsAnyOther() {
        try (Scenario scenario = new Scenario(Instant.parse("2026-11-20T16:00:00Z"), Map.of())) {
            scenario.job(job(scenario, JobState.RUNNING).tasks(1).get());
            scenario.pass(Duration.ofMinutes(5));
            scenario.job(job(scenario, JobState.FAILED).tasks(0).get());
            changes(scenario, JobState.RUNNING, JobState.FAILED);

            assertThat(scenario.events("JobFailed")).hasSize(1);
        }
    }
}
