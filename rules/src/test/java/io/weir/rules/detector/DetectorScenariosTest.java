package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.Scenario;
import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.catalogue.CatalogueEntry;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.RuleStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event of the catalogue that a detector finds fires and ends. */
class DetectorScenariosTest {
    private static final Instant START = Instant.parse("2026-11-20T16:00:00Z");

    static Stream<Map.Entry<String, DetectorScenario>> scenarios() {
        return DetectorScenario.ALL.entrySet().stream();
    }

    @Test
    void everyDetectorHasAScenario() {
        List<String> detectors = Catalogue.bundled().entries().stream()
                .filter(entry -> entry.expr() == null)
                .map(CatalogueEntry::name)
                .toList();
        assertThat(DetectorScenario.ALL.keySet()).containsExactlyInAnyOrderElementsOf(detectors);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void firesAndEnds(Map.Entry<String, DetectorScenario> entry) {
        String rule = entry.getKey();
        DetectorScenario steps = entry.getValue();
        try (Scenario scenario = new Scenario(START, steps.parameters())) {
            steps.before().accept(scenario);
            assertThat(scenario.events(rule)).as("before").isEmpty();
            steps.fault().accept(scenario);
            boolean isRecord =
                    rule.startsWith("Job") && Catalogue.bundled().entry(rule).severity() == Severity.INFO;
            assertThat(scenario.events(rule))
                    .as("with the fault")
                    .extracting(Event::state)
                    .containsExactly(isRecord ? EventState.RESOLVED : EventState.FIRING);
            steps.cure().accept(scenario);
            assertThat(scenario.events(rule))
                    .as("when it is over")
                    .singleElement()
                    .satisfies(DetectorScenariosTest::isOverAndSaysEnough);
            RuleStatus status = scenario.status(rule);
            assertThat(status.lastError()).isNull();
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
