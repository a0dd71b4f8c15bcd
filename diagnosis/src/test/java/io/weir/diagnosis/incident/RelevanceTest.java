package io.weir.diagnosis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Said;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RelevanceTest {
    private static final Instant SINCE = Instant.parse("2026-11-21T10:00:00Z");

    private static Relevance incident(String... jobs) {
        Text words = new Text("something broke", "出错");
        return new Relevance(new Incident(
                "i1",
                IncidentState.OPEN,
                Severity.CRITICAL,
                SINCE,
                SINCE,
                SINCE,
                null,
                null,
                0,
                null,
                words,
                new Incident.Affected(
                        List.of(jobs).stream()
                                .map(job -> new Incident.AffectedJob("prod", job, job))
                                .toList(),
                        5),
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                null));
    }

    private static Finding finding(@Nullable String job, long fromSecond, long untilSecond) {
        Text words = new Text("a cause", "原因");
        Instant from = SINCE.plusSeconds(fromSecond);
        return new Finding(
                "f1",
                "exit",
                new Subject("prod", job, job, null, null, null),
                Bearing.CAUSE,
                Confidence.CERTAIN,
                Severity.CRITICAL,
                new Said(words, words, words, words),
                List.of(new Evidence.Exit("prod", "taskmanager-1", from, 137, "it ended")),
                from,
                SINCE.plusSeconds(untilSecond));
    }

    @Test
    void whatWasOverBeforeItBeganIsAnotherProblem() {
        assertThat(incident("orders").of(finding("orders", -200, -90))).isFalse();
    }

    @Test
    void whatBeganLongBeforeAndGoesOnMayBeItsCause() {
        assertThat(incident("orders").of(finding("orders", -200, -30))).isTrue();
        assertThat(incident("orders").of(finding(null, -9000, 5))).isTrue();
    }

    @Test
    void aJobThatItDoesNotReachHasItsOwn() {
        assertThat(incident("orders").of(finding("payments", 0, 5))).isFalse();
        assertThat(incident("orders", "payments").of(finding("payments", 0, 5))).isTrue();
    }

    @Test
    void anIncidentThatReachesNoKnownJobTakesAll() {
        assertThat(incident().of(finding("payments", 0, 5))).isTrue();
    }
}
