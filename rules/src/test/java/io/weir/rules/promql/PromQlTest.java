package io.weir.rules.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import io.weir.rules.FakeSampleSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a comparison with Prometheus cannot show: stale markers, limits, the words of errors. */
class PromQlTest {
    private static final Instant T0 = Instant.parse("2026-11-20T10:00:00Z");
    private static final Labels UP = Labels.of(Labels.NAME, "up", "process", "taskmanager-1");

    private final FakeSampleSource samples = new FakeSampleSource();
    private final PromQl promQl = new PromQl(samples, Limits.DEFAULT);

    private void at(long second, double value) {
        samples.append(UP, T0.plusSeconds(second).toEpochMilli(), value);
    }

    private List<Double> values(String expression, long second) {
        QueryResult result = promQl.query(expression, T0.plusSeconds(second));
        return ((QueryResult.InstantVector) result)
                .elements().stream().map(element -> element.sample().value()).toList();
    }

    @Test
    void seriesEndsAtItsStaleMarkerAndComesBackAfterIt() {
        at(0, 1);
        at(15, Sample.STALE);
        at(60, 2);
        assertThat(values("up", 14)).containsExactly(1.0);
        assertThat(values("up", 15)).isEmpty();
        assertThat(values("up", 59)).isEmpty();
        assertThat(values("up", 60)).containsExactly(2.0);
        assertThat(values("absent(up)", 30)).containsExactly(1.0);
        assertThat(values("count_over_time(up[2m])", 60)).containsExactly(2.0);
        assertThat(values("last_over_time(up[1m])", 30)).containsExactly(1.0);
        assertThat(promQl.queryRange("up", T0, T0.plusSeconds(60), Duration.ofSeconds(15))
                        .series())
                .singleElement()
                .satisfies(series -> assertThat(series.values()).containsExactly(1.0, 2.0));
    }

    @Test
    void nanFiresNoComparison() {
        at(0, Double.NaN);
        assertThat(values("up", 1)).hasSize(1);
        assertThat(values("up > 0", 1)).isEmpty();
        assertThat(values("up < 0", 1)).isEmpty();
    }

    @Test
    void rangeSelectorAloneGivesItsSamples() {
        at(0, 1);
        at(15, 2);
        QueryResult result = promQl.query("up[1m]", T0.plusSeconds(20));
        assertThat(((QueryResult.Matrix) result).series())
                .singleElement()
                .satisfies(series -> assertThat(series.values()).containsExactly(1.0, 2.0));
        assertThat(promQl.query("\"text\"", T0)).isEqualTo(new QueryResult.Text(T0.toEpochMilli(), "text"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sum(up)[5m] | 1:8: parse error: ranges only allowed for vector selectors; for another expression write a subquery: [5m:]",
                "up @ foo | 1:6: parse error: unexpected identifier \"foo\", expected a Unix time in seconds, start() or end()",
                "up offset 1m [5m] | 1:14: parse error: no offset modifiers allowed before range; write name[5m] offset ...",
                "sum(up) offset 1m | 1:9: parse error: offset modifier must be preceded by an instant vector selector",
                "rat(up[5m]) | 1:1: parse error: unknown function with name \"rat\"; did you mean rate?",
                "rate(up) | 1:6: parse error: expected type range vector in call to function \"rate\", got instant vector; write a range such as [5m] after it",
                "sum by (a) up | 1:12: parse error: unexpected identifier \"up\", expected \"(\"",
                "up{a=\"b\" | 1:9: parse error: unexpected end of input, expected \",\"",
                "up{a=~\"(?<!x)\"} | 1:7: parse error: bad regular expression \"(?<!x)\":" + " invalid named capture",
                "up + | 1:5: parse error: unexpected end of input, expected an expression"
            })
    void errorsSayWhatIsWrongAndWhere(String expression, String message) {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> promQl.query(expression, T0))
                .satisfies(e -> assertThat(e.type()).isEqualTo(QueryException.Type.BAD_DATA))
                .withMessageStartingWith(message);
    }

    @Test
    void errorInALaterLineNamesTheLine() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> promQl.query("up +\n  # a comment\n  nope(up)", T0))
                .withMessage("3:3: parse error: unknown function with name \"nope\"");
    }

    @Test
    void nestingTooDeepIsRefusedAndNoCrash() {
        String deep = "(".repeat(50_000) + "1" + ")".repeat(10_000);
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> promQl.query(deep, T0))
                .withMessageContaining("nested deeper than 100 levels");
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> promQl.query("-".repeat(50_000) + "1", T0))
                .withMessageContaining("nested deeper than 100 levels");
    }

    @Test
    void longChainOfOperatorsIsRefusedAndNoCrash() {
        String chain = "1" + "+1".repeat(30_000);
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> promQl.query(chain, T0))
                .withMessageContaining("more than 500 operators");
    }

    @Test
    void tooManyPointsAreRefused() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> promQl.queryRange("up", T0, T0.plusSeconds(11_000), Duration.ofSeconds(1)))
                .withMessage("exceeded maximum resolution of 11000 points per timeseries."
                        + " Try decreasing the query resolution (?step=XX)");
        assertThat(promQl.queryRange("1", T0, T0.plusSeconds(10_999), Duration.ofSeconds(1))
                        .series())
                .singleElement()
                .satisfies(series -> assertThat(series.size()).isEqualTo(11_000));
    }

    @Test
    void sampleBudgetAndDeadlineAreNamedWhenTheyEnd() {
        at(0, 1);
        at(15, 1);
        PromQl poor = new PromQl(samples, new Limits(11_000, 2, 10, Duration.ofSeconds(30), 1));
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> poor.query("count_over_time(up[1m])", T0.plusSeconds(20)))
                .satisfies(e -> assertThat(e.type()).isEqualTo(QueryException.Type.EXECUTION))
                .withMessageContaining("more than 2");
        PromQl hasty = new PromQl(samples, new Limits(11_000, 1000, 10, Duration.ofNanos(1), 1));
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> hasty.query("up", T0.plusSeconds(20)))
                .satisfies(e -> assertThat(e.type()).isEqualTo(QueryException.Type.TIMEOUT))
                .withMessageContaining("timed out");
    }

    @Test
    void smallHeapLowersTheSampleLimitAndLargeOneDoesNotRaiseIt() {
        assertThat(Limits.of(512L << 20, 2).samples()).isEqualTo(8_388_608);
        assertThat(Limits.of(64L << 30, 16))
                .isEqualTo(new Limits(11_000, 50_000_000, 200_000, Duration.ofSeconds(30), 16));
    }

    @Test
    void queryBeyondTheConcurrencyWaitsAndSaysSoWhenItsTimeIsUp() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SampleSource slow = new SampleSource() {
            @Override
            public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
                running.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return List.of();
            }

            @Override
            public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
                return Set.of();
            }
        };
        PromQl narrow = new PromQl(slow, new Limits(11_000, 1000, 10, Duration.ofMillis(50), 1));
        Thread first = new Thread(
                () -> assertThatExceptionOfType(QueryException.class).isThrownBy(() -> narrow.query("up", T0)));
        first.start();
        running.await();
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> narrow.query("1", T0))
                .satisfies(e -> assertThat(e.type()).isEqualTo(QueryException.Type.TIMEOUT))
                .withMessage("query timed out in the queue: 1 queries run already");
        release.countDown();
        first.join();
    }

    @ParameterizedTest
    @CsvSource({"30s, 30000", "1h30m, 5400000", "1d, 86400000", "15ms, 15", "1y2w3d4h5m6s7ms, 33019506007"})
    void durationsAreReadAsPrometheusWritesThem(String text, long millis) {
        assertThat(Durations.parse(text)).hasMillis(millis);
    }
}
