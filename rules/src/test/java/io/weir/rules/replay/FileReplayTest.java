package io.weir.rules.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.metric.Labels;
import io.weir.rules.FakeSampleSource;
import io.weir.rules.TestClock;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.Threshold;
import io.weir.rules.rulefile.ReplayedGroup;
import io.weir.rules.rulefile.RuleFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FileReplayTest {
    private static final Instant START = Instant.parse("2026-11-20T16:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final String FILE = """
            groups:
            - name: a
              rules:
              - {record: load:max, expr: 'max by (cluster, job_id) (load)'}
              - alert: Loaded
                expr: load:max > 10
                for: 30s
                labels: {severity: page}
                annotations: {summary: 'load of {{ $labels.job_id }} is {{ $value }}'}
              - {alert: Idle, expr: 'load:max < 1'}
            """;

    private final FakeSampleSource samples = new FakeSampleSource();
    private final MemoryEventStore events = new MemoryEventStore();

    /** Load goes up for five minutes of every twenty: to 12, 20, 15 of one job, and to 8 of another. */
    private void load() {
        double[] peaks = {12, 20, 15};
        for (int second = 0; second <= 3600; second += 10) {
            boolean high = second % 1200 >= 600 && second % 1200 < 900;
            long time = START.plusSeconds(second).toEpochMilli();
            double peak = peaks[Math.min(2, second / 1200)];
            samples.append(
                    Labels.of("__name__", "load", "cluster", "c", "job_id", "one", "host", "a"), time, high ? peak : 2);
            samples.append(Labels.of("__name__", "load", "cluster", "c", "job_id", "one", "host", "b"), time, 1);
            samples.append(
                    Labels.of("__name__", "load", "cluster", "c", "job_id", "two", "host", "a"), time, high ? 8 : 2);
        }
    }

    private Replay.Inputs inputs() {
        return new Replay.Inputs(
                samples, new MemoryFactStore(), events, List::of, Limits.DEFAULT, 100_000, "http://127.0.0.1:8090");
    }

    private static ReplayRequest request(Map<String, String> set, @Nullable String suggest) {
        return new ReplayRequest(
                new FileAlert("Loaded", RuleFile.parse("f", FILE).groups()),
                START,
                START.plusSeconds(3600),
                STEP,
                set,
                suggest,
                List.of(),
                List.of());
    }

    private ReplayReport replay(Map<String, String> set) {
        return Replay.run(request(set, null), inputs(), ReplayProgress.SILENT);
    }

    /** What live evaluation, with what it records beside it, puts into the store. */
    private void liveThroughIt() {
        FakeSampleSource recorded = new FakeSampleSource();
        samples.select(List.of(), 0, Long.MAX_VALUE).forEach(series -> {
            for (int i = 0; i < series.size(); i++) {
                recorded.append(series.labels(), series.timestampsMs()[i], series.values()[i]);
            }
        });
        TestClock clock = new TestClock(START);
        EventJournal.Companion nobody = new EventJournal.Companion() {
            @Override
            public void write(EventChange change) {}

            @Override
            public void committed() {}
        };
        try (EventJournal journal = new EventJournal(events, Runnable::run, nobody, clock)) {
            ReplayedGroup group = new ReplayedGroup(
                    RuleFile.parse("f", FILE).groups().get(0),
                    STEP,
                    new PromQl(recorded, Limits.DEFAULT),
                    recorded,
                    journal,
                    "http://127.0.0.1:8090");
            for (int second = 0; second <= 3600; second += 10) {
                clock.set(START.plusSeconds(second));
                group.evaluate(clock.instant());
            }
        }
    }

    @Test
    void anAlertOverARecordedSeriesFiresAsLive() {
        load();
        liveThroughIt();
        ReplayReport report = replay(Map.of());

        assertThat(report.lastError()).isNull();
        assertThat(report.firings()).hasSize(3);
        assertThat(report.firings())
                .extracting(Firing::firedAt)
                .containsExactly(START.plusSeconds(630), START.plusSeconds(1830), START.plusSeconds(3030));
        assertThat(report.firings())
                .allMatch(one -> one.within(report.from(), report.to()).equals(Duration.ofSeconds(270)));
        assertThat(report.firings().get(1).summary()).contains("load of one is 20");
        assertThat(report.stored()).hasSize(3).allMatch(event -> Duration.ZERO.equals(event.lead()));
        assertThat(report.others()).isZero();
        assertThat(report.firingTime()).isEqualTo(Duration.ofSeconds(810));
        assertThat(report.flaps()).isEqualTo(2);
    }

    @Test
    void thresholdAndHoldCanBeSet() {
        load();
        assertThat(replay(Map.of("threshold", "14")).firings()).hasSize(2);
        assertThat(replay(Map.of("threshold", "5")).firings()).hasSize(6);
        assertThat(replay(Map.of("for", "10m")).firings()).isEmpty();
        assertThat(replay(Map.of("for", "0s")).firings().get(0).firedAt()).isEqualTo(START.plusSeconds(600));
        assertThat(replay(Map.of("keep_firing_for", "1h")).firings()).hasSize(1);
        assertThatThrownBy(() -> replay(Map.of("for", "soon"))).hasMessageContaining("rule Loaded: for: \"soon\"");
        assertThatThrownBy(() -> new FileAlert("Nope", RuleFile.parse("f", FILE).groups()))
                .hasMessage("the file has no alert \"Nope\"; it has Loaded, Idle");
    }

    @Test
    void aThresholdBetweenTheFaultsAndTheRestIsSuggested() {
        load();
        liveThroughIt();
        // With 5 the other job fires as well; everything from 8 to below 12 catches the three events and nothing else.
        Suggestion suggestion = Objects.requireNonNull(
                Replay.run(request(Map.of("threshold", "5"), "threshold"), inputs(), ReplayProgress.SILENT)
                        .suggestion());

        assertThat(Double.parseDouble(String.valueOf(suggestion.value()))).isBetween(8.0, 12.0);
        assertThat(suggestion.rows())
                .anyMatch(row -> row.caught() == 3 && row.others() == 0)
                .anyMatch(row -> row.caught() == 3 && row.others() == 3)
                .anyMatch(row -> row.caught() < 3 && row.others() == 0);
    }

    @Test
    void aRuleThatAlwaysFiresCatchesNothing() {
        load();
        liveThroughIt();
        ReplayReport report = replay(Map.of("threshold", "0.5"));

        // It began before the range, and long before the first event at the 10th minute of it is over the second
        // begins.
        assertThat(report.firings()).hasSize(2);
        assertThat(report.firings()).allMatch(firing -> firing.endedAt() == null);
        ReplayRequest later = new ReplayRequest(
                new FileAlert("Loaded", RuleFile.parse("f", FILE).groups()),
                START.plusSeconds(900),
                START.plusSeconds(3600),
                STEP,
                Map.of("threshold", "0.5"),
                null,
                List.of(),
                List.of());
        events.deleteResolvedBefore(START.plusSeconds(2400), 10);
        ReplayReport always = Replay.run(later, inputs(), ReplayProgress.SILENT);
        assertThat(always.stored()).hasSize(1).noneMatch(StoredEvent::caught);
        assertThat(always.others()).isEqualTo(2);
    }

    @Test
    void theNumberThatAnExpressionComparesWithIsFound() {
        assertThat(Threshold.of("rate(x[5m]) > 0.5").orElseThrow().with(2)).isEqualTo("rate(x[5m]) > 2");
        assertThat(Threshold.of("0.5 < x").orElseThrow().isUpper()).isTrue();
        assertThat(Threshold.of("x <= -3").orElseThrow().value()).isEqualTo(-3);
        assertThat(Threshold.of("x <= -3").orElseThrow().isUpper()).isFalse();
        Threshold joined = Threshold.of("(a > 1 and on (job) b > 2) unless c").orElseThrow();
        assertThat(joined.compared()).isEqualTo("a");
        assertThat(joined.with(9)).isEqualTo("(a > 9 and on (job) b > 2) unless c");
        assertThat(Threshold.of("a > b")).isEmpty();
        assertThat(Threshold.of("a > bool 1")).isEmpty();
        assertThat(Threshold.of("absent(up)")).isEmpty();
    }
}
