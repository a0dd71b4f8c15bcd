package io.weir.rules.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.rules.FakeSampleSource;
import io.weir.rules.TestClock;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.EventState;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.event.Severity;
import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule files as they run within Weir: events, samples, reloads and restarts. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class RuleFilesTest {
    private static final Instant T0 = Instant.parse("2026-01-31T08:00:00Z");
    private static final Labels LAG = Labels.of("__name__", "lag", "cluster", "demo", "job_name", "orders");
    private static final String RULES = """
            groups:
            - name: lag
              rules:
              - record: lag:max
                expr: max by (job_name) (lag)
              - alert: LagHigh
                expr: lag > 10
                for: 2m
                labels: {severity: critical}
                annotations: {summary: 'lag of {{ $labels.job_name }} is {{ $value }}'}
            """;

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock(T0);
    private final FakeSampleSource samples = new FakeSampleSource();
    private final MemoryEventStore store = new MemoryEventStore();
    private EventJournal journal;
    private Path file;
    private RuleFiles rules;

    @BeforeEach
    void open() throws IOException {
        journal = new EventJournal(
                store,
                Runnable::run,
                new EventJournal.Companion() {
                    @Override
                    public void write(EventChange change) {}

                    @Override
                    public void committed() {}
                },
                clock);
        file = Files.writeString(folder.resolve("lag.yml"), RULES);
        rules = rules();
        assertThat(rules.reload()).isEmpty();
    }

    @AfterEach
    void close() {
        rules.close();
        journal.close();
    }

    private RuleFiles rules() {
        return new RuleFiles(
                new RuleFilesConfig(List.of(folder.resolve("*.yml"))),
                Duration.ofSeconds(30),
                "http://weir.example",
                new PromQl(samples, Limits.DEFAULT),
                samples,
                journal,
                store.active(),
                clock);
    }

    private void minute(double lag) {
        samples.append(LAG, clock.instant().toEpochMilli(), lag);
        rules.evaluate();
        clock.advance(Duration.ofMinutes(1));
    }

    private List<Series> recorded(String selector) {
        List<LabelMatcher> matchers = PromQl.selector(selector);
        return samples.select(matchers, T0.toEpochMilli(), clock.instant().toEpochMilli());
    }

    @Test
    void anAlertBecomesAnEventThatIsPendingThenFiringThenResolved() {
        minute(50);
        assertThat(store.active()).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(EventState.PENDING);
            assertThat(event.startsAt()).isEqualTo(T0);
        });
        minute(51);
        minute(52);
        Event firing = store.active().get(0);
        assertThat(firing.state()).isEqualTo(EventState.FIRING);
        assertThat(firing.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(firing.summary()).isEqualTo("lag of orders is 52");
        assertThat(firing.subject().cluster()).isEqualTo("demo");
        assertThat(firing.subject().jobName()).isEqualTo("orders");
        assertThat(firing.labels()).containsEntry("alertname", "LagHigh").containsEntry("severity", "critical");

        minute(3);
        assertThat(store.active()).isEmpty();
        assertThat(store.find(firing.id())).hasValueSatisfying(event -> {
            assertThat(event.state()).isEqualTo(EventState.RESOLVED);
            assertThat(event.resolvedAt()).isEqualTo(T0.plus(Duration.ofMinutes(3)));
        });
    }

    @Test
    void aPendingAlertThatIsOverWasNoEvent() {
        minute(50);
        minute(3);

        assertThat(store.active()).isEmpty();
        assertThat(rules.statuses().get(0).rules().get(1).alerts()).isEmpty();
    }

    @Test
    void whatIsRecordedAndWhatAlertsAreWrittenAsSamplesThatEndWithTheirCause() {
        minute(50);
        minute(3);

        assertThat(recorded("lag:max")).singleElement().satisfies(series -> {
            assertThat(series.labels()).isEqualTo(Labels.of("__name__", "lag:max", "job_name", "orders"));
            assertThat(series.values()).containsExactly(50, 3);
        });
        assertThat(recorded("ALERTS{alertname=\"LagHigh\"}")).singleElement().satisfies(series -> {
            assertThat(series.labels().get("alertstate")).isEqualTo("pending");
            assertThat(series.values()[0]).isEqualTo(1);
            assertThat(Sample.isStale(series.values()[1])).isTrue();
        });
        assertThat(recorded("ALERTS_FOR_STATE")).singleElement().satisfies(series -> assertThat(series.values()[0])
                .isEqualTo(T0.getEpochSecond()));
    }

    @Test
    void aRestartGoesOnWithWhatIsLeftOfFor() {
        minute(50);
        minute(50);
        rules.close();
        rules = rules();
        rules.reload();
        minute(50);

        assertThat(store.active()).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(EventState.FIRING);
            assertThat(event.startsAt()).isEqualTo(T0);
        });
    }

    @Test
    void aBadFileKeepsItsRulesAndSaysWhy() throws IOException {
        minute(50);
        Files.writeString(file, RULES.replace("lag > 10", "lag >"));
        assertThat(rules.reload()).singleElement().asString().contains("lag.yml:7:11: ", "could not parse expression");
        minute(50);
        minute(50);

        assertThat(rules.faults()).containsOnlyKeys(file);
        assertThat(store.active()).singleElement().matches(event -> event.state() == EventState.FIRING);
    }

    @Test
    void aReloadKeepsTheStateOfRulesThatStay() throws IOException {
        minute(50);
        Files.writeString(file, RULES.replace("lag > 10", "lag > 11"));
        assertThat(rules.reload()).isEmpty();
        minute(50);
        minute(50);

        assertThat(store.active()).singleElement().matches(event -> event.state() == EventState.FIRING);
    }

    @Test
    void theEventsOfARuleThatIsTakenAwayAreResolved() throws IOException {
        minute(50);
        minute(50);
        minute(50);
        String id = store.active().get(0).id();
        Files.delete(file);
        assertThat(rules.reload()).isEmpty();

        assertThat(store.find(id))
                .hasValueSatisfying(event -> assertThat(event.resolvedBecause()).isEqualTo("rule removed"));
        assertThat(rules.statuses()).isEmpty();
    }

    @Test
    void aFileThatIsBadAtTheStartLeavesItsEventsUnknownRatherThanResolved() throws IOException {
        minute(50);
        rules.close();
        Files.writeString(file, "groups: [\n");
        rules = rules();
        assertThat(rules.reload()).isNotEmpty();
        assertThat(store.active()).hasSize(1);

        Files.writeString(file, RULES);
        rules.reload();
        minute(50);
        minute(50);
        assertThat(store.active()).singleElement().matches(event -> event.state() == EventState.FIRING);
    }

    @Test
    void aRuleThatFailsSaysSoAndTouchesNoOther() throws IOException {
        Files.writeString(
                file,
                RULES.replace(
                        "- record: lag:max",
                        "- record: broken\n    expr: label_replace(lag, \"1x\", \"\", \"a\", \"\")\n  - record: lag:max"));
        assertThat(rules.reload()).isEmpty();
        minute(50);

        List<FileRuleStatus> statuses = rules.statuses().get(0).rules();
        assertThat(statuses.get(0).health()).isEqualTo("err");
        assertThat(statuses.get(0).lastError()).contains("invalid destination label name");
        assertThat(statuses.get(1).health()).isEqualTo("ok");
        assertThat(recorded("lag:max")).hasSize(1);
    }

    @Test
    void anAlertFiresOnForAsLongAsItIsKept() throws IOException {
        Files.writeString(file, RULES.replace("for: 2m", "keep_firing_for: 2m"));
        rules.reload();
        minute(50);
        minute(3);
        assertThat(store.active()).singleElement().matches(event -> event.state() == EventState.FIRING);
        minute(3);
        minute(3);
        assertThat(store.active()).isEmpty();
    }

    @Test
    void aFailedEvaluationLeavesAlertsAsTheyWere() throws IOException {
        minute(50);
        Files.writeString(file, RULES.replace("groups:\n- name: lag", "groups:\n- name: lag\n  limit: 1"));
        rules.reload();
        samples.append(LAG.with("job_name", "other"), clock.instant().toEpochMilli(), 60);
        minute(50);

        assertThat(rules.statuses().get(0).rules().get(1).lastError()).contains("exceeded limit of 1 with 2 alerts");
        assertThat(store.active()).hasSize(1);
    }

    @Test
    void alertsThatAgreeInEveryLabelAreAnErrorAndNotOneOfThem() throws IOException {
        Files.writeString(
                file,
                RULES.replace("expr: lag > 10", "expr: label_replace(lag, \"host\", \"\", \"host\", \".*\") > 10")
                        .replace("labels: {severity: critical}", "labels: {severity: critical, job_name: ''}"));
        assertThat(rules.reload()).isEmpty();
        samples.append(LAG.with("job_name", "other"), clock.instant().toEpochMilli(), 60);
        minute(50);

        assertThat(rules.statuses().get(0).rules().get(1).lastError()).contains("same labelset");
        assertThat(store.active()).isEmpty();
    }

    @Test
    void aDivisionByZeroIsAValueAndStopsNoRule() throws IOException {
        Files.writeString(
                file,
                RULES.replace("- record: lag:max", "- record: lag:ratio\n    expr: lag / 0\n  - record: lag:max"));
        assertThat(rules.reload()).isEmpty();
        minute(50);

        assertThat(rules.statuses().get(0).rules())
                .extracting(FileRuleStatus::health)
                .containsOnly("ok");
        assertThat(recorded("lag:ratio")).singleElement().satisfies(series -> assertThat(series.values()[0])
                .isEqualTo(Double.POSITIVE_INFINITY));
        assertThat(store.active()).hasSize(1);
    }

    @Test
    void alertWhoseSeriesIsSaidNoMoreEndsAfterTheLookback() {
        minute(50);
        minute(50);
        minute(50);
        assertThat(store.active()).singleElement().matches(event -> event.state() == EventState.FIRING);
        String id = store.active().get(0).id();
        for (int i = 0; i < 6; i++) {
            rules.evaluate();
            clock.advance(Duration.ofMinutes(1));
        }
        // Alertmanager's resolve_timeout: what nobody confirms any longer is over, five minutes after the last sample.
        assertThat(store.find(id))
                .hasValueSatisfying(event -> assertThat(event.state()).isEqualTo(EventState.RESOLVED));
    }
}
