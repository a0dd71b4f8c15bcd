package io.weir.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.web.app.demo.DrillKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DrillWatchTest {
    private static final Instant BEGUN = Instant.parse("2026-11-20T12:00:00Z");

    private final StringWriter out = new StringWriter();
    private final DrillWatch watch =
            new DrillWatch(DrillKind.of("job-failure").orElseThrow(), BEGUN, new PrintWriter(out));

    private void event(String id, String job, String state, Instant startsAt) {
        watch.event(event(id, "JobFailed", job, state, startsAt));
    }

    private static ObjectNode event(String id, String rule, String job, String state, Instant startsAt) {
        ObjectNode event = new ObjectMapper().createObjectNode();
        event.put("id", id).put("state", state).put("rule", rule).put("summary", job + " failed");
        event.put("startsAt", startsAt.toString());
        event.putObject("subject").put("jobName", job);
        return event;
    }

    @Test
    void isOverWhenWhatWasExpectedFiredAndResolved() throws InterruptedException {
        event("1", "payments", "firing", BEGUN.plusSeconds(3));
        assertThat(watch.await(Duration.ofMillis(1))).isFalse();
        assertThat(watch.missing()).contains("still firing: 1");

        event("1", "payments", "resolved", BEGUN.plusSeconds(3));

        assertThat(watch.await(Duration.ofMillis(1))).isTrue();
        assertThat(out.toString()).contains("FIRING  JobFailed: payments failed", "RESOLVED  JobFailed");
    }

    @Test
    void eventsOfBeforeAndOfOtherTroublesDoNotCount() throws InterruptedException {
        event("1", "payments", "resolved", BEGUN.minusSeconds(60));
        event("2", "inventory", "resolved", BEGUN.plusSeconds(3));

        assertThat(watch.await(Duration.ofMillis(1))).isFalse();
        assertThat(watch.missing()).contains("never fired: JobFailed");
    }

    @Test
    void aKilledTaskManagerConcernsEveryJob() throws InterruptedException {
        DrillWatch kill = new DrillWatch(DrillKind.of("kill-taskmanager").orElseThrow(), BEGUN, new PrintWriter(out));
        kill.event(event("1", "TaskManagerExitedAbnormally", "", "resolved", BEGUN));
        kill.event(event("2", "JobFailed", "inventory", "resolved", BEGUN));

        assertThat(kill.await(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void aChangeThatIsNoneIsPrintedOnce() {
        event("1", "payments", "firing", BEGUN);
        event("1", "payments", "firing", BEGUN);

        assertThat(out.toString()).containsOnlyOnce("FIRING");
    }
}
