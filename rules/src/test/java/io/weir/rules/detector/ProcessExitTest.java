package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.ProcessStarted;
import io.weir.rules.Scenario;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessExitTest {
    private final Scenario scenario = new Scenario(Instant.parse("2026-11-20T16:00:00Z"), Map.of());

    @AfterEach
    void close() {
        scenario.close();
    }

    private void exits(ProcessKind kind, int code, boolean requested, String... lines) {
        String name = kind == ProcessKind.TASK_MANAGER ? "taskmanager-1" : "jobmanager";
        scenario.signal(new ProcessExited("demo", scenario.now(), name, kind, 4711, code, requested, List.of(lines)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "239 | ERROR o.a.f.u.FatalExitExceptionHandler - FATAL: Thread 'x' produced an uncaught exception."
                        + " Stopping the process... | a thread threw an exception that nobody caught",
                "239 | Exception: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler"
                        + " | it ran out of memory",
                "239 | RECEIVED SIGNAL 15: SIGTERM. Shutting down as requested."
                        + " | it was told to stop, took over 5 s, and halted itself",
                "239 | INFO nothing to see | not assessed",
                "137 | INFO nothing to see | not assessed",
                "3 | Terminating due to java.lang.OutOfMemoryError: Java heap space | it ran out of memory",
                "1 | registration timeout | it found no JobManager; that one's end is the cause",
                "77 | INFO nothing to see | not assessed",
                "-1 | INFO nothing to see | not assessed"
            })
    void verdictNeedsEvidence(int code, String line, String verdict) {
        exits(ProcessKind.TASK_MANAGER, code, false, "first line", line);
        Event event = scenario.events("TaskManagerExitedAbnormally").get(0);
        assertThat(event.annotations())
                .containsEntry("verdict", verdict)
                .containsEntry("evidence", verdict.equals("not assessed") ? "" : line)
                .containsEntry("last_lines", "first line\n" + line);
    }

    @Test
    void stopsThatWereAskedForAndSigtermAreNormal() {
        exits(ProcessKind.TASK_MANAGER, 137, true);
        exits(ProcessKind.TASK_MANAGER, 143, false);
        assertThat(scenario.events()).isEmpty();
    }

    @Test
    void eventFiresUntilTheReplacementIsUp() {
        exits(ProcessKind.TASK_MANAGER, 137, false);
        scenario.signal(
                new ProcessStarted("demo", scenario.now(), "taskmanager-2", ProcessKind.TASK_MANAGER, 1, false));
        scenario.pass(Duration.ofMinutes(1));
        assertThat(scenario.events()).extracting(Event::state).containsExactly(EventState.FIRING);

        scenario.signal(
                new ProcessStarted("demo", scenario.now(), "taskmanager-1", ProcessKind.TASK_MANAGER, 2, false));
        assertThat(scenario.events())
                .extracting(Event::resolvedBecause)
                .containsExactly("taskmanager-1 is up again with process id 2");
    }

    @Test
    void eventWithoutAReplacementIsShownForTenMinutes() {
        exits(ProcessKind.JOB_MANAGER, 239, false);
        scenario.pass(Duration.ofMinutes(9));
        assertThat(scenario.events("JobManagerExitedAbnormally"))
                .extracting(Event::state)
                .containsExactly(EventState.FIRING);
        scenario.pass(Duration.ofMinutes(2));
        assertThat(scenario.events()).extracting(Event::state).containsExactly(EventState.RESOLVED);
    }

    @Test
    void containerKilledForItsMemoryIsTold() {
        try (Scenario scenario = new Scenario(Instant.parse("2026-11-20T16:00:00Z"), Map.of())) {
            PodId pod = new PodId("k8s", "flink", "orders-taskmanager-1-1", "0f0f");
            scenario.signal(new PodExited(
                    "prod",
                    scenario.now(),
                    pod,
                    ProcessKind.TASK_MANAGER,
                    "flink-main-container",
                    true,
                    "containerd://1",
                    137,
                    9,
                    PodExited.OOM_KILLED,
                    "",
                    0,
                    false));
            assertThat(scenario.events())
                    .extracting(event -> event.rule() + " " + event.subject().process())
                    .containsExactlyInAnyOrder(
                            "TaskManagerExitedAbnormally orders-taskmanager-1-1",
                            "ProcessKilledOverMemory orders-taskmanager-1-1");
        }
    }

    @Test
    void onePodThatStartsMakesOneExitGood() {
        podEnds("orders-taskmanager-1-1");
        scenario.pass(Duration.ofSeconds(5));
        podEnds("orders-taskmanager-1-2");
        scenario.pass(Duration.ofSeconds(5));
        podStarts("orders-taskmanager-1-3");
        assertThat(firing()).containsExactly("orders-taskmanager-1-2");
        podEnds("orders-taskmanager-1-1");
        scenario.pass(Duration.ofSeconds(5));
        podStarts("orders-taskmanager-1-1");
        assertThat(firing()).containsExactly("orders-taskmanager-1-2");
    }

    private List<String> firing() {
        return scenario.events("TaskManagerExitedAbnormally").stream()
                .filter(event -> event.state() == EventState.FIRING)
                .map(event -> event.subject().process())
                .toList();
    }

    private void podEnds(String name) {
        scenario.signal(new PodExited(
                "prod",
                scenario.now(),
                new PodId("k8s", "flink", name, "uid-" + name),
                ProcessKind.TASK_MANAGER,
                "flink-main-container",
                true,
                "containerd://1",
                1,
                0,
                "Error",
                "",
                0,
                false));
    }

    private void podStarts(String name) {
        scenario.signal(new PodStarted(
                "prod",
                scenario.now(),
                new PodId("k8s", "flink", name, "uid-" + name),
                ProcessKind.TASK_MANAGER,
                "flink-main-container",
                true,
                "containerd://2",
                1));
    }
}
