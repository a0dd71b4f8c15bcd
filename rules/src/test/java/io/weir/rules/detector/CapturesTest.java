package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.Scenario;
import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs of real Flink, each with one fault or none, played by their timestamps: what was wrong is told, and nothing else. Records,
 * of severity info, are left out.
 */
class CapturesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k-healthy-baseline | 12 |",
                "baseline-flink-1.20.5-jdk17 | 12 |",
                "rescale-adaptive | 12 |",
                "l1-app-mode-finished-2.3.0 | 0 |",
                // The leak kills one task after the other, and then the only TaskManager.
                "a1-heap-oom-heapdump | 5 | JobFailed JobRestartLoop TaskManagerExitedAbnormally TasksNotRunning",
                "a2-heap-oom-exit-on-oom | 5 | TaskManagerExitedAbnormally",
                "b1-full-gc-g1 | 4 | TaskManagerFullGcTooLong",
                "b2-full-gc-serial | 4 | TaskManagerFullGcTooLong",
                // Two threads burn two CPUs, so their source waits for them.
                "c-high-cpu | 6 | BackpressureSevere TaskManagerCpuOverload",
                "d-backpressure | 12 | BackpressureSevere",
                "e1-checkpoint-declined | 12 | CheckpointFailed CheckpointsFailing NoCheckpointCompleted",
                "e2-checkpoint-expired | 12 | CheckpointFailed CheckpointsFailing NoCheckpointCompleted",
                "e4-checkpoint-sync-failure-restarts-task | 0 | JobFailed JobRestartLoop",
                "f-restart-loop | 12 | JobFailed JobRestartLoop",
                "g1-tm-sigkill | 12 | JobFailed TaskManagerExitedAbnormally",
                "g2-tm-sigterm | 12 | JobFailed",
                "h1-tm-fatal-uncaught-239 | 5 | JobFailed NoTaskManager TaskManagerExitedAbnormally TasksNotRunning",
                // The one subtask that has it all holds up the source.
                "i-data-skew | 6 | BackpressureHigh DataSkew",
                "j2-watermark-stuck-silent-input | 6 | WatermarkStuck",
                "l2-app-mode-job-failed-2.3.0 | 0 | ClusterUnreachable JobFailed",
                "o-not-enough-slots | 12 | JobFailed",
            })
    void toldIsWhatWasWrong(String capture, int minutesMore, String expected) {
        Capture played = Capture.play(capture);
        try (Scenario scenario = played.scenario()) {
            played.goOn(minutesMore);
            List<String> wanted = expected == null
                    ? List.of()
                    : Stream.of(expected.split(" ")).toList();
            assertThat(told(scenario)).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    private static List<String> told(Scenario scenario) {
        return scenario.events().stream()
                .filter(event -> event.severity() != Severity.INFO)
                .map(Event::rule)
                .distinct()
                .sorted()
                .toList();
    }
}
