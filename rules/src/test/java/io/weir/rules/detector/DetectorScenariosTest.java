package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.Scenario;
import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.catalogue.CatalogueEntry;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.RuleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event of the catalogue that a detector finds fires and ends. */
class DetectorScenariosTest {
    private static final Instant START = Instant.parse("2026-11-20T16:00:00Z");

    private static final Duration ROUND = Duration.ofSeconds(15);

    /** What the scenario's own pace puts between the begin of the fault and what can be seen of it. */
    private static final Map<String, Duration> LATER = Map.of("JobRestartLoop", Duration.ofSeconds(10));

    /** Rules that begin before the last fault: with the first of several, or with the last time that all was well. */
    private static final Map<String, Duration> EARLIER = Map.of(
            "NoCheckpointCompleted", Duration.ofMinutes(1),
            "CheckpointsFailing", Duration.ofMinutes(1),
            "ProcessCrashLoop", Duration.ofMinutes(1));

    static Stream<Map.Entry<String, DetectorScenario>> scenarios() {
        return DetectorScenario.ALL.entrySet().stream();
    }

    @Test
    void everyDetectorHasAScenario() {
        List<String> detectors = Catalogue.bundled().entries().stream()
                .filter(entry -> entry.expr() == null)
                .map(CatalogueEntry::name)
                .filter(name -> !name.equals("Watchdog"))
                .toList();
        assertThat(DetectorScenario.ALL.keySet()).containsExactlyInAnyOrderElementsOf(detectors);
    }

    @Test
    void watchdogFiresFromTheFirstEvaluationOnAndIsOneEvent() {
        try (Scenario scenario = new Scenario(START, Map.of("Watchdog", Map.of("enabled", "true")))) {
            scenario.pass(Duration.ofMinutes(10));
            scenario.restart();
            scenario.pass(Duration.ofMinutes(10));
            assertThat(scenario.events()).singleElement().satisfies(event -> {
                assertThat(event.rule()).isEqualTo("Watchdog");
                assertThat(event.state()).isEqualTo(EventState.FIRING);
                assertThat(event.severity()).isEqualTo(Severity.INFO);
                assertThat(event.startsAt()).isBetween(START, START.plusSeconds(5));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void firesAndEnds(Map.Entry<String, DetectorScenario> entry) {
        String rule = entry.getKey();
        DetectorScenario steps = entry.getValue();
        try (Scenario scenario = new Scenario(START, steps.parameters())) {
            steps.before().accept(scenario);
            assertThat(scenario.events(rule)).as("before").isEmpty();
            Instant fault = scenario.now();
            steps.fault().accept(scenario);
            boolean isRecord =
                    rule.startsWith("Job") && Catalogue.bundled().entry(rule).severity() == Severity.INFO;
            assertThat(scenario.events(rule))
                    .as("with the fault")
                    .extracting(Event::state)
                    .containsExactly(isRecord ? EventState.RESOLVED : EventState.FIRING);
            begunWithTheFaultAndProven(scenario.events(rule).get(0), fault, isRecord);
            steps.cure().accept(scenario);
            assertThat(scenario.events(rule))
                    .as("when it is over")
                    .singleElement()
                    .satisfies(DetectorScenariosTest::isOverAndSaysEnough);
            RuleStatus status = scenario.status(rule);
            assertThat(status.lastError()).isNull();
        }
    }

    /** The begin is the fault's, give or take a round, or that of the first of several faults; and something proves it. */
    private static void begunWithTheFaultAndProven(Event event, Instant fault, boolean isRecord) {
        Duration late = LATER.getOrDefault(event.rule(), Duration.ZERO);
        Duration early = EARLIER.getOrDefault(event.rule(), Duration.ZERO);
        assertThat(event.startsAt())
                .as("the begin of " + event.rule() + ", whose fault was at " + fault)
                .isBetween(fault.minus(early).minus(ROUND), fault.plus(late).plus(ROUND));
        Set<String> proof = new TreeSet<>(event.annotations().keySet());
        proof.removeAll(Set.of("summary_zh", "description", "description_zh", "advice", "advice_zh"));
        boolean number = !Double.isNaN(event.value());
        assertThat(number || !proof.isEmpty()).as("evidence of " + event).isTrue();
        assertThat(event.subject().cluster()).isNotEmpty();
        if (event.subject().vertexId() != null) {
            assertThat(event.annotations()).containsKeys("vertex_id", "vertex_name");
        }
    }

    private static void isOverAndSaysEnough(Event event) {
        assertThat(event.state()).isEqualTo(EventState.RESOLVED);
        assertThat(event.summary()).doesNotContain("{", "null", "NaN").hasSizeLessThan(200);
        assertThat(event.annotations().get("summary_zh"))
                .doesNotContain("{", "null", "NaN")
                .isNotBlank();
        assertThat(event.annotations()).containsKeys("description", "description_zh", "advice", "advice_zh");
    }
}
