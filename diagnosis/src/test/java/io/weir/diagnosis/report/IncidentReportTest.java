package io.weir.diagnosis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import io.weir.diagnosis.incident.Incident;
import io.weir.diagnosis.incident.IncidentState;
import io.weir.diagnosis.incident.TimelineEntry;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentReportTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    /** One series, whatever is asked for. */
    private static final SampleSource SAMPLES = new SampleSource() {
        @Override
        public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
            return List.of(new Series(Labels.EMPTY, new long[] {fromMs, toMs}, new double[] {1, Double.NaN}));
        }

        @Override
        public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
            return Set.of();
        }
    };

    @Test
    void thePageNeedsNothingElseAndHoldsNoMarkupOrSecretOfALogLine() {
        String hostile = "<script>alert('x')</script> password=canary-1 at https://u:canary-2@h";
        Text text = new Text(hostile, hostile);
        TimelineEntry entry =
                new TimelineEntry("k", AT, TimelineEntry.Kind.EXCEPTION, true, "c", "j1", null, text, null);
        Incident incident = new Incident(
                "i1",
                IncidentState.OPEN,
                Severity.CRITICAL,
                AT,
                AT,
                AT,
                null,
                null,
                0,
                null,
                text,
                new Incident.Affected(List.of(new Incident.AffectedJob("c", "j1", hostile)), 2),
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                entry);

        String page = new IncidentReport(SAMPLES)
                .html(incident, List.of(entry), List.of("new 3 " + hostile), List.of(), AT.plusSeconds(60));

        assertThat(page)
                .contains("alert(")
                .contains("<svg")
                .contains("1 of 2 jobs")
                .contains("default-src 'none'");
        assertThat(page).doesNotContain("<script").doesNotContain("canary").doesNotContain("src=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s3.secret-key: canary",
                "{\"password\":\"canary\",\"a\":1}",
                "{\"key\":\"s3.access-key\",\"value\":\"canary\"}",
                "jdbc:mysql://root:canary@db:3306/x",
                "Authorization: Bearer canary-abcdefgh",
                "-Dapi_key=canary -Xmx1g",
                "sasl.jaas.config = \"Login required password='canary';\"",
            })
    void whatLooksLikeASecretIsTakenOut(String line) {
        assertThat(Redaction.of(line)).doesNotContain("canary").contains("<redacted>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Checkpoint 7 of job 5f2 expired before completing.",
                "akka.tcp://flink@10.0.0.7:6122/user/rpc/taskmanager_0",
                "10:15:30 INFO Source: orders (1/2) switched from RUNNING to FAILED",
            })
    void whatIsNoSecretStays(String line) {
        assertThat(Redaction.of(line)).isEqualTo(line);
    }
}
