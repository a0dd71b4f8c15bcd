package io.weir.diagnosis.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
    private static final Instant AT = Instant.parse("2026-11-20T15:36:00Z");
    private static final Subject PROCESS = new Subject("demo", null, null, "taskmanager-1", null, null);
    private static final Said SAID =
            new Said(new Text("t", "题"), new Text("c", "因"), new Text("m", "义"), new Text("a", "议"));

    private static Finding finding(Bearing bearing, Confidence confidence, Severity severity, List<Evidence> evidence) {
        return new Finding(
                Finding.id("exit", PROCESS, bearing + " " + confidence),
                "exit",
                PROCESS,
                bearing,
                confidence,
                severity,
                SAID,
                evidence,
                AT,
                AT);
    }

    private static final List<Evidence> LINE =
            List.of(new Evidence.LogLine("7-1", AT, "demo", "taskmanager-1", "it ended"));

    @Test
    void aVerdictWithoutEvidenceIsRefused() {
        assertThatThrownBy(() -> finding(Bearing.CAUSE, Confidence.LIKELY, Severity.WARNING, List.of()))
                .hasMessageContaining("without evidence");
        assertThat(finding(Bearing.SYMPTOM, Confidence.NOT_ASSESSED, Severity.INFO, List.of())
                        .evidence())
                .isEmpty();
    }

    @Test
    void causesAreReadBeforeSymptomsAndSureOnesBeforeGuesses() {
        Finding consequence = finding(Bearing.CONSEQUENCE, Confidence.CERTAIN, Severity.CRITICAL, LINE);
        Finding guess = finding(Bearing.CAUSE, Confidence.POSSIBLE, Severity.CRITICAL, LINE);
        Finding sure = finding(Bearing.CAUSE, Confidence.CERTAIN, Severity.WARNING, LINE);
        assertThat(new Answer(List.of(consequence, guess, sure), List.of()).findings())
                .containsExactly(sure, guess, consequence);
    }

    @Test
    void permalinksAreEncodedPathsOfTheConsole() {
        assertThat(LINE.get(0).permalink())
                .isEqualTo("/logs?from=" + AT.minusSeconds(300).toEpochMilli() + "&to="
                        + AT.plusSeconds(300).toEpochMilli() + "&record=7-1");
        assertThat(new Evidence.CheckpointSeen("a b", "00ff", 7, AT, "expired").permalink())
                .isEqualTo("/clusters/a%20b/jobs/00ff?tab=checkpoints&checkpoint=7");
    }
}
