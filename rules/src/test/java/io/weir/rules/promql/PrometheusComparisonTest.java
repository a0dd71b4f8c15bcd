package io.weir.rules.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weir's PromQL against the real Prometheus 2.42 over the same samples. */
class PrometheusComparisonTest {
    private static final Instant START = Instant.ofEpochMilli(ComparisonSamples.START_MS);
    private static PrometheusServer prometheus;
    private static PromQl weir;

    @BeforeAll
    static void startPrometheus(@TempDir Path folder) throws IOException, InterruptedException {
        var samples = ComparisonSamples.make();
        prometheus = PrometheusServer.start(folder, samples.openMetrics());
        weir = new PromQl(samples, Limits.DEFAULT);
    }

    @AfterAll
    static void stopPrometheus() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    static Stream<String> expressions() {
        return lines("expressions.txt");
    }

    static Stream<String> refused() {
        return lines("refused.txt");
    }

    private static Stream<String> lines(String file) {
        try (InputStream in = PrometheusComparisonTest.class.getResourceAsStream("/promql/" + file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void answersInstantQueriesLikePrometheus(String expression) {
        for (long seconds : new long[] {0, 7, 600, 1805, 2715, 3599, 3800, 9000}) {
            Instant at = START.plusSeconds(seconds);
            JsonNode theirs = prometheus.api(
                    "query", Map.of("query", expression, "time", String.valueOf(at.toEpochMilli() / 1000.0)));
            assertThat(theirs.path("status").asText()).as("%s", theirs).isEqualTo("success");
            assertSame(matrix(weir.query(expression, at)), matrix(theirs.path("data")), expression + " at " + seconds);
        }
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void answersRangeQueriesLikePrometheus(String expression) {
        Instant start = START.minusSeconds(100);
        Instant end = START.plusSeconds(4000);
        JsonNode theirs = prometheus.api(
                "query_range",
                Map.of(
                        "query",
                        expression,
                        "start",
                        String.valueOf(start.getEpochSecond()),
                        "end",
                        String.valueOf(end.getEpochSecond()),
                        "step",
                        "37"));
        assertThat(theirs.path("status").asText()).as("%s", theirs).isEqualTo("success");
        QueryResult.Matrix ours = weir.queryRange(expression, start, end, Duration.ofSeconds(37));
        assertSame(matrix(ours), matrix(theirs.path("data")), expression);
    }

    /** Errors are part of the language too: what Prometheus cannot answer, Weir must not. */
    @Test
    void answersFiveHundredGeneratedRangeQueriesLikePrometheus() {
        Instant start = START.minusSeconds(60);
        Instant end = START.plusSeconds(3700);
        int answered = 0;
        SoftAssertions all = new SoftAssertions();
        for (String query : QueryGenerator.make(500, 42)) {
            JsonNode theirs = prometheus.api(
                    "query_range",
                    Map.of(
                            "query",
                            query,
                            "start",
                            String.valueOf(start.getEpochSecond()),
                            "end",
                            String.valueOf(end.getEpochSecond()),
                            "step",
                            "53"));
            if (theirs.path("status").asText().equals("success")) {
                answered++;
                all.assertThatCode(() -> assertSame(
                                matrix(weir.queryRange(query, start, end, Duration.ofSeconds(53))),
                                matrix(theirs.path("data")),
                                query))
                        .doesNotThrowAnyException();
            } else {
                all.assertThatThrownBy(() -> weir.queryRange(query, start, end, Duration.ofSeconds(53)))
                        .as(
                                "%s: Prometheus says %s",
                                query, theirs.path("error").asText())
                        .isInstanceOfSatisfying(
                                QueryException.class, e -> assertThat(e.type().word())
                                        .isEqualTo(theirs.path("errorType").asText()));
            }
        }
        all.assertAll();
        assertThat(answered).as("queries that Prometheus answers").isGreaterThan(400);
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void formatsQueriesLikePrometheus(String expression) {
        JsonNode theirs = prometheus.api("format_query", Map.of("query", expression));
        assertThat(PromQl.pretty(expression)).isEqualTo(theirs.path("data").asText());
    }

    @Test
    void formatsLongQueriesOverSeveralLinesLikePrometheus() {
        for (String query : QueryGenerator.make(200, 7)) {
            JsonNode theirs = prometheus.api("format_query", Map.of("query", query));
            if (theirs.path("status").asText().equals("success")) {
                assertThat(PromQl.pretty(query)).isEqualTo(theirs.path("data").asText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatPrometheusRefuses(String expression) {
        Instant at = START.plusSeconds(1800);
        JsonNode theirs =
                prometheus.api("query", Map.of("query", expression, "time", String.valueOf(at.getEpochSecond())));
        assertThat(theirs.path("status").asText()).as("%s", theirs).isEqualTo("error");
        assertThatExceptionOfType(QueryException.class)
                .as("Prometheus says: %s", theirs.path("error").asText())
                .isThrownBy(() -> weir.query(expression, at))
                .satisfies(e -> assertThat(e.type().word())
                        .as("%s", e)
                        .isEqualTo(theirs.path("errorType").asText()));
    }

    private static void assertSame(
            Map<Labels, Map<Long, Double>> ours, Map<Labels, Map<Long, Double>> theirs, String what) {
        assertThat(ours.keySet()).as("series of %s", what).isEqualTo(theirs.keySet());
        theirs.forEach((labels, samples) -> {
            Map<Long, Double> mine = ours.getOrDefault(labels, Map.of());
            assertThat(mine.keySet()).as("times of %s of %s", labels, what).isEqualTo(samples.keySet());
            mine.forEach((time, value) -> {
                double theirValue = samples.getOrDefault(time, Double.NaN);
                assertThat(isClose(value, theirValue))
                        .as("%s of %s at %s: ours %s, Prometheus' %s", labels, what, time, value, theirValue)
                        .isTrue();
            });
        });
    }

    private static boolean isClose(double a, double b) {
        return Double.compare(a, b) == 0
                || a == b
                || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }

    private static Map<Labels, Map<Long, Double>> matrix(QueryResult result) {
        Map<Labels, Map<Long, Double>> all = new TreeMap<>();
        if (result instanceof QueryResult.Scalar scalar) {
            all.put(
                    Labels.EMPTY,
                    Map.of(scalar.sample().timestampMs(), scalar.sample().value()));
        } else if (result instanceof QueryResult.InstantVector vector) {
            for (QueryResult.Element element : vector.elements()) {
                Sample sample = element.sample();
                assertThat(all.put(element.labels(), Map.of(sample.timestampMs(), sample.value())))
                        .isNull();
            }
        } else if (result instanceof QueryResult.Matrix matrix) {
            for (Series series : matrix.series()) {
                Map<Long, Double> samples = new TreeMap<>();
                for (int i = 0; i < series.size(); i++) {
                    samples.put(series.timestampsMs()[i], series.values()[i]);
                }
                all.put(series.labels(), samples);
            }
        }
        return all;
    }

    private static Map<Labels, Map<Long, Double>> matrix(JsonNode data) {
        Map<Labels, Map<Long, Double>> all = new TreeMap<>();
        if (data.path("resultType").asText().equals("scalar")) {
            all.put(Labels.EMPTY, samples(data.path("result")));
            return all;
        }
        for (JsonNode element : data.path("result")) {
            Map<String, String> labels = new TreeMap<>();
            element.path("metric")
                    .properties()
                    .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
            Map<Long, Double> samples = new TreeMap<>();
            if (element.has("value")) {
                samples.putAll(samples(element.path("value")));
            }
            element.path("values").forEach(pair -> samples.putAll(samples(pair)));
            all.put(Labels.of(labels), samples);
        }
        return all;
    }

    private static Map<Long, Double> samples(JsonNode pair) {
        String value = pair.get(1).asText();
        double number =
                switch (value) {
                    case "+Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(value);
                };
        return Map.of(Math.round(pair.get(0).asDouble() * 1000), number);
    }
}
