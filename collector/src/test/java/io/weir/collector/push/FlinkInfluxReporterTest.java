package io.weir.collector.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.Labels;
import io.weir.collector.scrape.PlainPage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * A body of Flink 2.3's InfluxDB reporter and a page of its Prometheus reporter, both of one TaskManager at nearly one moment, mean
 * the same series.
 */
final class FlinkInfluxReporterTest {
    private static byte[] capture(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Objects.requireNonNull(
                FlinkInfluxReporterTest.class.getResourceAsStream("/io/weir/collector/push/" + name)))) {
            return in.readAllBytes();
        }
    }

    @Test
    void pushedSeriesAreThoseOfAScrape() throws Exception {
        Received received = new Received();
        LineErrors errors;
        try (Push push = new Push(received, PushConfig.defaults(Duration.ofSeconds(15)), Clock.systemUTC())) {
            errors = push.writeLines(capture("flink-influx.lineprotocol.gz"), Duration.ofNanos(1));
        }
        assertThat(errors.first()).isEmpty();

        Set<String> pushed = received.samples.keySet().stream()
                .filter(FlinkInfluxReporterTest::isSteady)
                .map(Labels::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> scraped = PlainPage.read(capture("flink-taskmanager.prom.gz"), 100_000).stream()
                .map(PlainPage.Entry::series)
                .filter(FlinkInfluxReporterTest::isSteady)
                .map(Labels::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(pushed).hasSizeGreaterThan(300).isEqualTo(scraped);
    }

    /**
     * A histogram without values has no quantiles in line protocol, where the page says NaN. And a sink's writer registers one counter
     * under two names, of which Flink's InfluxDB reporter, which keeps its metrics by identity, knows the second only.
     */
    private static boolean isSteady(Labels series) {
        boolean alias = series.get("operator_name").equals("sink:_Writer")
                && series.name().matches(".*_operator_num(Bytes|Records)Out(Errors)?");
        return !alias && !series.name().contains("mailboxLatencyMs");
    }
}
