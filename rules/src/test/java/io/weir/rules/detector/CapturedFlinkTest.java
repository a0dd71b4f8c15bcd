package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.Labels;
import io.weir.rules.Fixture;
import io.weir.rules.Scenario;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.rule.RuleStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped rules on pages captured from real Flink clusters, each with one fault, or none. */
class CapturedFlinkTest {
    private static Scenario play(Fixture fixture, Map<String, Map<String, String>> parameters) {
        Scenario scenario = new Scenario(fixture.pages().get(0).at(), parameters);
        scenario.job(fixture.job());
        scenario.play(fixture);
        return scenario;
    }

    private static List<String> rules(Scenario scenario) {
        return scenario.events().stream().map(Event::rule).distinct().sorted().toList();
    }

    private static void assertEveryRuleIsWell(Scenario scenario) {
        for (String rule : BuiltInRules.definitions().stream()
                .map(d -> d.name())
                // A scenario has it switched off, since it always fires.
                .filter(name -> !name.equals("Watchdog"))
                .toList()) {
            RuleStatus status = scenario.status(rule);
            assertThat(status.lastError()).as(rule).isNull();
            assertThat(status.health()).as(rule).isEqualTo(RuleStatus.Health.OK);
        }
    }

    @Test
    void healthyClusterFiresNothing() {
        try (Scenario scenario = play(Fixture.of("k-healthy-baseline"), Map.of())) {
            scenario.goOn(Duration.ofMinutes(16));
            assertThat(scenario.events()).isEmpty();
            assertThat(scenario.pending()).isEmpty();
            assertEveryRuleIsWell(scenario);
        }
    }

    @Test
    void backPressureNamesTheRootOnceItHasLasted() {
        try (Scenario scenario = play(Fixture.of("d-backpressure"), Map.of())) {
            assertThat(scenario.events()).isEmpty();
            assertThat(scenario.pending()).extracting(Event::rule).containsExactly("BackpressureSevere");

            scenario.hold(Duration.ofSeconds(30));

            assertThat(rules(scenario)).containsExactly("BackpressureSevere");
            Event event = scenario.events().get(0);
            assertThat(scenario.events()).hasSize(1);
            assertThat(event.state()).isEqualTo(EventState.FIRING);
            assertThat(event.summary())
                    .isEqualTo("fx-bp: back pressure 100 % at 'Source: numbers';"
                            + " root is 'slow-map' (busy 99 %, parallelism 1)");
            assertThat(event.subject().vertexName()).isEqualTo("slow-map");
            assertThat(event.subject().vertexId()).isEqualTo("150970082b281456bbedb1c84fa76e5e");
            assertThat(event.subject().jobName()).isEqualTo("fx-bp");
            assertThat(event.annotations())
                    .containsEntry("root_hottest_subtask", "0")
                    .containsKeys("summary_zh", "description", "description_zh", "advice", "advice_zh");
            assertEveryRuleIsWell(scenario);
        }
    }

    @Test
    void backPressureThatEndsIsResolvedAfterAWhileAndHighTakesOverBelowSevere() {
        try (Scenario scenario = play(Fixture.of("d-backpressure"), Map.of())) {
            scenario.hold(Duration.ofSeconds(30));
            backPressure(scenario, 700);
            scenario.hold(Duration.ofSeconds(70));
            assertThat(scenario.events("BackpressureSevere"))
                    .extracting(Event::resolvedBecause)
                    .containsExactly("condition over");
            assertThat(scenario.events("BackpressureHigh"))
                    .extracting(Event::state)
                    .containsExactly(EventState.FIRING);

            backPressure(scenario, 0);
            scenario.hold(Duration.ofSeconds(10));
            assertThat(scenario.events("BackpressureHigh"))
                    .as("not resolved by a short calm")
                    .extracting(Event::state)
                    .containsExactly(EventState.FIRING);
            scenario.hold(Duration.ofSeconds(40));
            assertThat(scenario.events()).extracting(Event::state).containsOnly(EventState.RESOLVED);
        }
    }

    private static void backPressure(Scenario scenario, double millis) {
        for (String vertex : List.of("431c11b7410a217cf29a345eb02981d0", "f52ed9fc2885a8d4b2ec9967d63875af")) {
            scenario.samples().series(List.of(), 0, Long.MAX_VALUE).forEach(labels -> {
                if (labels.name().equals("flink_taskmanager_job_task_backPressuredTimeMsPerSecond")
                        && labels.get("task_id").equals(vertex)) {
                    scenario.sample(labels, millis);
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"b1-full-gc-g1, G1_Old_Generation", "b2-full-gc-serial, MarkSweepCompact"})
    void fullGcFiresWhateverTheCollectorIsCalled(String fixture, String collector) {
        Map<String, Map<String, String>> shortWindow = Map.of("TaskManagerFullGcTooLong", Map.of("window", "20s"));
        try (Scenario scenario = play(Fixture.of(fixture), shortWindow)) {
            assertThat(rules(scenario)).contains("TaskManagerFullGcTooLong").doesNotContain("JobManagerFullGcTooLong");
            Event event = scenario.events("TaskManagerFullGcTooLong").get(0);
            assertThat(event.subject().process()).isEqualTo("taskmanager-1");
            assertThat(event.value()).isBetween(0.3, 1.0);

            scenario.hold(Duration.ofSeconds(25));
            assertThat(scenario.events("TaskManagerFullGcTooLong"))
                    .extracting(Event::state)
                    .containsOnly(EventState.RESOLVED);
            assertThat(scenario.samples().series(List.of(), 0, Long.MAX_VALUE))
                    .anyMatch(labels -> labels.name().endsWith(collector + "_Time"));
        }
    }

    @Test
    void fullGcNeedsNinetySecondsOfFiveMinutesByDefaultAndSurvivesAReset() {
        try (Scenario scenario = play(Fixture.of("k-healthy-baseline"), Map.of())) {
            Labels counter = Labels.of(
                    Labels.NAME,
                    "flink_taskmanager_Status_JVM_GarbageCollector_G1_Old_Generation_Time",
                    "cluster",
                    "fixture",
                    "process",
                    "taskmanager-9");
            double millis = 1_000_000;
            for (int second = 0; second < 85; second += 5) {
                scenario.sample(counter, millis);
                scenario.tick();
                millis += 5000;
            }
            assertThat(scenario.events()).isEmpty();
            // The process starts anew: what it counts from zero adds to what was counted before.
            for (int second = 0; second <= 15; second += 5) {
                scenario.sample(counter, second * 1000.0);
                scenario.tick();
            }
            assertThat(rules(scenario)).containsExactly("TaskManagerFullGcTooLong");
        }
    }

    @Test
    void hotTaskManagersFireAfterFiveMinutesAndNotBefore() {
        try (Scenario scenario = play(Fixture.of("c-high-cpu"), Map.of())) {
            scenario.hold(Duration.ofMinutes(3));
            assertThat(rules(scenario)).doesNotContain("TaskManagerCpuOverload");
            scenario.hold(Duration.ofMinutes(2));
            Event event = scenario.events("TaskManagerCpuOverload").get(0);
            assertThat(rules(scenario)).doesNotContain("JobManagerCpuOverload");
            assertThat(event.summary()).isEqualTo("fx-cpu: 1 of 1 TaskManagers (100 %) over 90 % CPU for 5 min");
            assertThat(event.annotations()).containsEntry("hot", "taskmanager-1");
        }
    }

    @Test
    void jobWhoseSamplesStopIsUnknownAndItsEventStays() {
        try (Scenario scenario = play(Fixture.of("d-backpressure"), Map.of())) {
            scenario.hold(Duration.ofSeconds(30));
            scenario.pass(Duration.ofMinutes(5));
            assertThat(scenario.events()).extracting(Event::state).containsOnly(EventState.FIRING);
            assertThat(rules(scenario)).containsExactly("BackpressureSevere", "JobMetricsMissing");
        }
    }
}
